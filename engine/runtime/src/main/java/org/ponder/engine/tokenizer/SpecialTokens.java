package org.ponder.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * Finds the tokens that are not merged from text but stand in it as they are: control tokens and
 * those the model's makers defined. Of those that fit at a place the longest is taken. A trie over
 * the characters, so that the cost does not grow with the number of tokens.
 */
final class SpecialTokens {
    /** Which tokens may be found where. */
    interface Permission {
        boolean allows(Kind kind, int from, int to);
    }

    enum Kind {
        /** Structure of the conversation, and the unknown token. */
        CONTROL,
        /** Defined by the makers and written as markup, such as {@code <think>}. */
        MARKUP,
        /** Defined by the makers, of other spelling: runs of blanks, rare characters. */
        TEXT
    }

    /**
     * Bytes that a token may have: so much of a text may be looked at from each place. Real ones
     * have some dozens, runs of blanks around a hundred.
     */
    static final int LONGEST = 512;

    /**
     * Bytes that all of them may have together, as each may take a place in the trie, of some 30
     * bytes. A vocabulary of 260,000 whole words has half of it, tens of thousands of tokens for
     * sounds or images a quarter.
     */
    static final int MOST = 4 << 20;

    private static final int ROOT = 0;

    private static final CodePoints BLANKS = CodePoints.whiteSpace();

    /** Tokens of Phi-3 after which blanks count. */
    private static final Set<String> LEAVE_BLANKS = Set.of("<unk>", "<s>", "<|endoftext|>");

    private final LongIntMap edges = new LongIntMap(256);
    private int[] ids = {Vocabulary.NONE};
    private int nodes = 1;
    private final Vocabulary vocabulary;
    private final boolean takeBlanks;

    /**
     * @param takeBlanks whether the blanks after a token go with it, as Phi-3's makers have it
     */
    SpecialTokens(Vocabulary vocabulary, boolean takeBlanks) {
        this.vocabulary = vocabulary;
        this.takeBlanks = takeBlanks;
        for (int id = 0; id < vocabulary.size(); id++) {
            if (isSpecial(id)) {
                add(id);
            }
        }
    }

    /** Whether a token is one of these. */
    boolean isSpecial(int id) {
        return isSpecial(vocabulary.type(id));
    }

    /** Whether tokens of a type are. */
    static boolean isSpecial(TokenType type) {
        return switch (type) {
            case CONTROL, USER_DEFINED, UNKNOWN -> true;
            default -> false;
        };
    }

    /** The token whose text this is, or {@link Vocabulary#NONE}. */
    int find(String text) {
        int node = ROOT;
        for (int i = 0; i < text.length() && node != LongIntMap.NONE; i++) {
            node = edges.get(edge(node, text.charAt(i)));
        }
        return node == LongIntMap.NONE ? Vocabulary.NONE : ids[node];
    }

    /**
     * The longest permitted token that begins at a place, or {@link Vocabulary#NONE}; it ends at
     * {@link #end}.
     */
    int match(String text, int from, Permission permission) {
        int found = Vocabulary.NONE;
        int node = ROOT;
        for (int i = from; i < text.length(); i++) {
            node = edges.get(edge(node, text.charAt(i)));
            if (node == LongIntMap.NONE) {
                break;
            }
            int id = ids[node];
            if (id != Vocabulary.NONE && permission.allows(kind(id), from, i + 1)) {
                found = id;
            }
        }
        return found;
    }

    /** Where a token that was matched ends, with all that goes with it. */
    int end(int id, String text, int from) {
        String token = text(id);
        int end = from + token.length();
        if (takeBlanks && !LEAVE_BLANKS.contains(token)) {
            while (end < text.length() && BLANKS.contains(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private String text(int id) {
        return new String(vocabulary.text(id), StandardCharsets.UTF_8);
    }

    private Kind kind(int id) {
        if (vocabulary.type(id) != TokenType.USER_DEFINED) {
            return Kind.CONTROL;
        }
        String text = text(id);
        boolean markup =
                ThoughtTokens.isOne(text)
                        || (text.startsWith("<") && text.endsWith(">"))
                        || (text.startsWith("[") && text.endsWith("]"));
        return markup ? Kind.MARKUP : Kind.TEXT;
    }

    private void add(int id) {
        String text = text(id);
        int node = ROOT;
        for (int i = 0; i < text.length(); i++) {
            int next = edges.get(edge(node, text.charAt(i)));
            if (next == LongIntMap.NONE) {
                next = nodes++;
                if (next == ids.length) {
                    ids = Arrays.copyOf(ids, next * 2);
                    Arrays.fill(ids, next, ids.length, Vocabulary.NONE);
                }
                edges.putIfAbsent(edge(node, text.charAt(i)), next);
            }
            node = next;
        }
        if (node != ROOT && ids[node] == Vocabulary.NONE) {
            ids[node] = id;
        }
    }

    private static long edge(int node, char c) {
        return (long) node << Character.SIZE | c;
    }
}
