package org.ponder.engine.reply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds tags in text that comes in pieces; holds back what may become one. */
final class TagScanner {
    private final List<String> tags;
    private final Grammar grammar;
    private final StringBuilder held = new StringBuilder();

    /**
     * @param tags none of them the beginning of another
     */
    TagScanner(List<String> tags, Grammar grammar) {
        this.tags = tags;
        this.grammar = grammar;
    }

    void text(String text) {
        held.append(text);
        int from = 0;
        int i = 0;
        while (i < held.length()) {
            String tag = tagAt(i);
            if (tag != null) {
                pass(from, i);
                grammar.tag(tag);
                i += tag.length();
                from = i;
            } else if (mayBecomeTag(i)) {
                break;
            } else {
                i++;
            }
        }
        pass(from, i);
        held.delete(0, i);
    }

    /** No tag comes any more: what was held back is text. */
    void flush() {
        pass(0, held.length());
        held.setLength(0);
    }

    private void pass(int from, int to) {
        if (from < to) {
            grammar.text(held.substring(from, to));
        }
    }

    private @Nullable String tagAt(int index) {
        for (String tag : tags) {
            if (shared(tag, index) == tag.length()) {
                return tag;
            }
        }
        return null;
    }

    private boolean mayBecomeTag(int index) {
        int left = held.length() - index;
        for (String tag : tags) {
            if (left < tag.length() && shared(tag, index) == left) {
                return true;
            }
        }
        return false;
    }

    /** How many characters at an index agree with the beginning of a tag. */
    private int shared(String tag, int index) {
        int shared = 0;
        while (shared < tag.length()
                && index + shared < held.length()
                && held.charAt(index + shared) == tag.charAt(shared)) {
            shared++;
        }
        return shared;
    }
}
