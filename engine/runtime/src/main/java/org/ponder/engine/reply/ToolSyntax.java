package org.ponder.engine.reply;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How a family of models writes down that it wants a tool to be called. What stands between the
 * tags and is no call stays text.
 */
public enum ToolSyntax {
    /**
     * {@code <tool_call>{"name": …, "arguments": …}</tool_call>}: Hermes, Qwen and many others; or
     * a name with tagged arguments, {@code <tool_call>name <arg_key>…</arg_key>
     * <arg_value>…</arg_value>}: GLM 4.5 and later.
     */
    HERMES("<tool_call>", "</tool_call>", "{[<") {
        @Override
        boolean mayBegin(CharSequence body) {
            return super.mayBegin(body) || ToolBodies.mayBecomeTagged(body);
        }
    },
    /** R1 and V3: calls with a sort, a name and fenced arguments, or, from V3.1 on, bare ones. */
    DEEPSEEK("<｜tool▁calls▁begin｜>", "<｜tool▁calls▁end｜>", "<"),
    /** {@code [TOOL_CALLS][{…}]}, or {@code [TOOL_CALLS]name[ARGS]{…}}: Mistral. */
    MISTRAL("[TOOL_CALLS]", "", ""),
    /** {@code <seed:tool_call><function=name><parameter=key>…}: Seed-OSS. */
    SEED("<seed:tool_call>", "</seed:tool_call>", "<"),
    /** {@code <|tool_call|>[{…}]}: Granite 3. */
    GRANITE("<|tool_call|>", "", "[{"),
    /** {@code <|START_ACTION|>[{"tool_name": …, "parameters": …}]<|END_ACTION|>}: Command A. */
    COHERE("<|START_ACTION|>", "<|END_ACTION|>", "[{"),
    /**
     * {@code <|python_tag|>name.call(key="…")}, or objects behind the tag: Llama 3. The object that
     * it may also write without the tag could as well be an answer in JSON, so it is one.
     */
    LLAMA("<|python_tag|>", "", "");

    private final String open;
    private final String close;

    /** What a call can begin with; empty for anything. */
    private final String firsts;

    ToolSyntax(String open, String close, String firsts) {
        this.open = open;
        this.close = close;
        this.firsts = firsts;
    }

    /** The syntaxes that a chat template speaks of. */
    public static Set<ToolSyntax> in(String templateSource) {
        Set<ToolSyntax> found = EnumSet.noneOf(ToolSyntax.class);
        for (ToolSyntax syntax : values()) {
            if (templateSource.contains(syntax.open)) {
                found.add(syntax);
            }
        }
        return found;
    }

    /** All that take nothing for a call but what reads as one. */
    public static Set<ToolSyntax> tagged() {
        return EnumSet.complementOf(EnumSet.of(LLAMA));
    }

    String open() {
        return open;
    }

    /** The tag behind the calls; empty where the end of the reply ends them. */
    String close() {
        return close;
    }

    /** The tags of these syntaxes. */
    static List<String> tags(Set<ToolSyntax> syntaxes) {
        List<String> tags = new ArrayList<>();
        for (ToolSyntax syntax : syntaxes) {
            tags.addAll(Arrays.asList(syntax.open, syntax.close));
        }
        tags.removeIf(String::isEmpty);
        return tags;
    }

    /** Whether what begins so may become a call; blank text may. */
    boolean mayBegin(CharSequence body) {
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (!Character.isWhitespace(c)) {
                return firsts.isEmpty() || firsts.indexOf(c) >= 0;
            }
        }
        return true;
    }

    /** The calls between the tags; none where the text is something else. */
    List<ReplyPiece.ToolCall> calls(String body) {
        return switch (this) {
            case HERMES -> ToolBodies.hermes(body);
            case DEEPSEEK -> ToolBodies.deepSeek(body);
            case MISTRAL -> ToolBodies.mistral(body);
            case SEED -> ToolBodies.functions(body);
            case GRANITE, COHERE -> ToolBodies.json(body);
            case LLAMA -> ToolBodies.llama(body);
        };
    }
}
