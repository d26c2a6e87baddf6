package org.ponder.engine.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls of tools out of an answer. What begins like one is held back until it is whole; where
 * it turns out to be none, it goes on as if nothing had been held. In a thought there are none.
 */
final class ToolGrammar implements Grammar {
    private final Grammar inner;
    private final PieceWriter pieces;
    private final Map<String, ToolSyntax> opening = new HashMap<>();
    private final Set<String> tags;

    private final StringBuilder body = new StringBuilder();

    /** Hands on what is held back. */
    private final List<Runnable> held = new ArrayList<>();

    private @Nullable ToolSyntax begun;

    /**
     * A grammar around another.
     *
     * @param inner what has a meaning outside calls
     */
    ToolGrammar(Set<ToolSyntax> syntaxes, Grammar inner, PieceWriter pieces) {
        this.inner = inner;
        this.pieces = pieces;
        this.tags = Set.copyOf(ToolSyntax.tags(syntaxes));
        syntaxes.forEach(syntax -> opening.put(syntax.open(), syntax));
    }

    @Override
    public void text(String text) {
        if (begun != null) {
            hold(begun, text, () -> inner.text(text));
        } else {
            inner.text(text);
        }
    }

    @Override
    public void tag(String tag) {
        ToolSyntax syntax = begun;
        if (syntax != null && tag.equals(syntax.close())) {
            end(() -> inner.text(tag));
        } else if (syntax != null && syntax.close().isEmpty() && tag.equals(syntax.open())) {
            end(() -> {});
            tag(tag);
        } else if (syntax != null) {
            hold(syntax, tag, () -> handOn(tag));
        } else if (opening.containsKey(tag) && !inner.thinking() && !inner.over()) {
            begun = opening.get(tag);
            held.add(() -> inner.text(tag));
        } else {
            handOn(tag);
        }
    }

    private void handOn(String tag) {
        if (tags.contains(tag)) {
            inner.text(tag);
        } else {
            inner.tag(tag);
        }
    }

    private void hold(ToolSyntax syntax, String text, Runnable otherwise) {
        body.append(text);
        held.add(otherwise);
        if (!syntax.mayBegin(body)) {
            release();
        }
    }

    private void release() {
        List<Runnable> released = List.copyOf(held);
        clear();
        released.forEach(Runnable::run);
    }

    private void clear() {
        begun = null;
        body.setLength(0);
        held.clear();
    }

    private void end(Runnable otherwise) {
        List<ReplyPiece.ToolCall> calls = calls();
        if (calls.isEmpty()) {
            held.add(otherwise);
            release();
        } else {
            clear();
            calls.forEach(pieces::toolCall);
        }
    }

    private List<ReplyPiece.ToolCall> calls() {
        return begun == null ? List.of() : begun.calls(body.toString());
    }

    @Override
    public void finish() {
        if (begun != null) {
            end(() -> {});
        }
        inner.finish();
    }

    @Override
    public boolean thinking() {
        return inner.thinking();
    }

    @Override
    public boolean inCall() {
        return begun != null;
    }

    @Override
    public boolean complete() {
        return (begun == null || !calls().isEmpty()) && inner.complete();
    }

    @Override
    public boolean over() {
        return begun == null && inner.over();
    }
}
