package org.ponder.app.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.ponder.app.store.SearchHit.Range;
import org.ponder.app.store.SearchQuery.Phrase;

/**
 * Finds a query's phrases in a text in the way the index does, to show where they are. One pass, as
 * far as is needed.
 */
final class SearchMatcher {
    private static final int BEFORE = 40;
    private static final int SNIPPET = 160;

    private final SearchQuery query;
    private final String text;
    private final int longest;
    private final Deque<String> words = new ArrayDeque<>();
    private final Deque<Integer> starts = new ArrayDeque<>();
    private final BitSet found = new BitSet();
    private final List<Range> matches = new ArrayList<>();

    SearchMatcher(SearchQuery query, String text) {
        this.query = query;
        this.text = text;
        this.longest =
                query.phrases().stream().mapToInt(phrase -> phrase.words().size()).max().orElse(0);
        SearchWords.each(text, this::word);
    }

    /** How many of the phrases are in the text. */
    int phrasesFound() {
        return found.cardinality();
    }

    /** The text around the first match, on one line; empty where there is none. */
    String snippet() {
        return matches.isEmpty() ? "" : cut().replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
    }

    /** Where the matches are in the snippet. */
    List<Range> ranges() {
        if (matches.isEmpty()) {
            return List.of();
        }
        int shift = (from() > 0 ? 1 : 0) - from();
        return matches.stream()
                .filter(range -> range.end() <= to())
                .map(range -> new Range(range.start() + shift, range.end() + shift))
                .toList();
    }

    private String cut() {
        return (from() > 0 ? "…" : "")
                + text.substring(from(), to())
                + (to() < text.length() ? "…" : "");
    }

    private int from() {
        return whole(Math.max(0, matches.getFirst().start() - BEFORE));
    }

    private int to() {
        int end = Math.max(from() + SNIPPET, matches.getFirst().end());
        return whole(Math.min(text.length(), end));
    }

    /** Not between the two halves of a character. */
    private int whole(int at) {
        boolean between =
                at > 0
                        && at < text.length()
                        && Character.isLowSurrogate(text.charAt(at))
                        && Character.isHighSurrogate(text.charAt(at - 1));
        return between ? at - 1 : at;
    }

    private boolean word(String word, int start, int end) {
        words.addLast(word);
        starts.addLast(start);
        if (words.size() > longest) {
            words.removeFirst();
            starts.removeFirst();
        }
        for (int i = 0; i < query.phrases().size(); i++) {
            Phrase phrase = query.phrases().get(i);
            int length = phrase.words().size();
            if (length <= words.size() && endsHere(phrase, length)) {
                found.set(i);
                add(new Range(startOf(length), shown(phrase, start, end)));
            }
        }
        boolean all = found.cardinality() == query.phrases().size();
        return !all || start <= matches.getFirst().start() + SNIPPET;
    }

    /** A single Chinese character is found in a pair, of which it alone is shown. */
    private int shown(Phrase phrase, int start, int end) {
        int point = text.codePointAt(start);
        String last = phrase.words().getLast();
        boolean single = last.codePointCount(0, last.length()) == 1;
        return single && SearchWords.alone(point) ? start + Character.charCount(point) : end;
    }

    private boolean endsHere(Phrase phrase, int length) {
        int place = length - words.size();
        for (String word : words) {
            if (place >= 0 && !phrase.matches(place, word)) {
                return false;
            }
            place++;
        }
        return true;
    }

    private int startOf(int length) {
        int skip = starts.size() - length;
        for (int start : starts) {
            if (skip-- == 0) {
                return start;
            }
        }
        throw new IllegalStateException("A phrase is longer than the words seen.");
    }

    /** Matches beyond the first snippet are not shown, so they need not be kept. */
    private void add(Range match) {
        if (matches.isEmpty() || match.start() >= matches.getLast().end()) {
            if (matches.isEmpty() || match.start() <= matches.getFirst().start() + SNIPPET) {
                matches.add(match);
            }
        }
    }
}
