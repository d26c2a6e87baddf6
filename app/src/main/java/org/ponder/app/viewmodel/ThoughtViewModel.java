package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ThoughtMode;

/**
 * The text of one thought and how much of it is shown. What the user chose on the message counts
 * before everything else; then the fold when the answer begins; then the window's default.
 */
public final class ThoughtViewModel {
    /** As many fill a peek; where its last stretch is shorter, the one before is in it too. */
    private static final int PEEK_CHARACTERS = 450;

    private final ObservableList<ThoughtChunk> chunks = FXCollections.observableArrayList();
    private final ObservableList<ThoughtChunk> shownChunks =
            FXCollections.unmodifiableObservableList(chunks);
    private final ReadOnlyObjectWrapper<ThoughtMode> mode;
    private final ReadOnlyStringWrapper peek = new ReadOnlyStringWrapper("");

    private ThoughtMode defaultMode;
    private @Nullable ThoughtMode chosen;
    private boolean folded;
    private boolean lookedInto;

    ThoughtViewModel(ThoughtMode defaultMode) {
        this.defaultMode = defaultMode;
        this.mode = new ReadOnlyObjectWrapper<>(defaultMode);
    }

    void append(String piece) {
        int from = 0;
        while (from < piece.length()) {
            if (chunks.isEmpty() || chunks.getLast().full()) {
                ThoughtChunk next = new ThoughtChunk();
                from = next.take(piece, from);
                chunks.add(next);
            } else {
                from = chunks.getLast().take(piece, from);
            }
        }
        if (!chunks.isEmpty()) {
            peek.set(lastStretches());
        }
    }

    /** The user's choice for this thought; null takes it back. */
    void choose(@Nullable ThoughtMode mode) {
        chosen = mode;
        lookedInto = false;
        update();
    }

    /** The answer begins: the thought folds, unless the user has chosen. */
    void fold() {
        folded = true;
        update();
    }

    /** Something in it was looked for and is to be seen; false when it is looked for no longer. */
    void lookInto(boolean look) {
        if (lookedInto != look) {
            lookedInto = look;
            update();
        }
    }

    /** The user changed the default: it shows everywhere but where they chose otherwise. */
    void changeDefault(ThoughtMode mode) {
        defaultMode = mode;
        folded = false;
        lookedInto = false;
        update();
    }

    private void update() {
        if (lookedInto) {
            mode.set(ThoughtMode.LIVE);
        } else if (chosen != null) {
            mode.set(chosen);
        } else {
            mode.set(folded ? ThoughtMode.HIDDEN : defaultMode);
        }
    }

    /** From the start of a stretch: anywhere else may be within a formula. */
    private String lastStretches() {
        String last = chunks.getLast().textProperty().get();
        if (last.length() < PEEK_CHARACTERS && chunks.size() > 1) {
            last = chunks.get(chunks.size() - 2).textProperty().get() + last;
        }
        return last.stripTrailing();
    }

    /** The thought in stretches; only the last changes while it streams. */
    public ObservableList<ThoughtChunk> chunks() {
        return shownChunks;
    }

    /** How much of it is shown. */
    public ReadOnlyObjectProperty<ThoughtMode> modeProperty() {
        return mode.getReadOnlyProperty();
    }

    /** Its last lines. */
    public ReadOnlyStringProperty peekProperty() {
        return peek.getReadOnlyProperty();
    }

    /** What the user chose on this message; null where they did not. */
    @Nullable ThoughtMode chosen() {
        return chosen;
    }

    /** All of its text. */
    public String text() {
        return chunks.stream()
                .map(chunk -> chunk.textProperty().get())
                .collect(Collectors.joining());
    }

    /**
     * The text up to the end of a line, with the line breaks behind it.
     *
     * @param chunk in which the line is
     * @param offset of any character of the line in the chunk
     */
    public String throughLine(ThoughtChunk chunk, int offset) {
        int at = offset;
        for (ThoughtChunk before : chunks.subList(0, Math.max(0, chunks.indexOf(chunk)))) {
            at += before.textProperty().get().length();
        }
        String text = text();
        return text.substring(0, afterLine(text, Math.clamp(at, 0, text.length())));
    }

    /** Behind the line in which a character is, and the line breaks that follow. */
    private static int afterLine(String text, int at) {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            return text.length();
        }
        while (end < text.length() && text.charAt(end) == '\n') {
            end++;
        }
        return end;
    }

    /**
     * A line of the thought from which the model can go on.
     *
     * @param text of the line
     * @param end behind it and the line breaks that follow
     */
    public record Line(String text, int end) {}

    /** The lines that are not blank, from first to last. */
    public List<Line> lines() {
        String text = text();
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = afterLine(text, from);
            String line = text.substring(from, end).strip();
            if (!line.isEmpty()) {
                lines.add(new Line(line, end));
            }
            from = end;
        }
        return lines;
    }

    /** Whether there is any text. */
    public boolean isEmpty() {
        return chunks.isEmpty();
    }
}
