package org.ponder.app.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ponder.app.store.SearchHit.Part;

/**
 * What a person typed, as phrases that must all be found. None of it reaches the index but folded
 * words, so no character of a query has a meaning there.
 *
 * @param phrases to be found, each somewhere
 */
record SearchQuery(List<Phrase> phrases) {
    /** More words than anyone types; each costs a look-up. */
    private static final int MOST_WORDS = 32;

    /** One letter begins too many words to be worth looking them all up. */
    private static final int SHORTEST_BEGUN = 2;

    /**
     * Words side by side.
     *
     * @param words at least one
     * @param begun whether the last of them may go on
     */
    record Phrase(List<String> words, boolean begun) {
        Phrase {
            words = List.copyOf(words);
        }

        boolean matches(int place, String word) {
            String wanted = words.get(place);
            boolean mayGoOn = begun && place == words.size() - 1;
            return mayGoOn ? word.startsWith(wanted) : word.equals(wanted);
        }

        private String expression() {
            return '"' + String.join(" ", words) + (begun ? "\" *" : "\"");
        }
    }

    SearchQuery {
        phrases = List.copyOf(phrases);
    }

    static SearchQuery parse(String typed) {
        List<Phrase> phrases = new ArrayList<>();
        int[] left = {MOST_WORDS};
        String[] byQuote = typed.split("\"", -1);
        for (int i = 0; i < byQuote.length; i++) {
            // Odd parts stand between quotes; after a quote that is never closed, everything does.
            boolean quoted = i % 2 == 1;
            boolean last = i == byQuote.length - 1;
            String[] chunks = quoted ? new String[] {byQuote[i]} : byQuote[i].split("\\s+");
            for (int j = 0; j < chunks.length; j++) {
                boolean beingTyped = last && j == chunks.length - 1;
                addPhrase(chunks[j], beingTyped, left, phrases);
            }
        }
        return new SearchQuery(phrases);
    }

    private static void addPhrase(
            String chunk, boolean beingTyped, int[] left, List<Phrase> phrases) {
        List<String> words = new ArrayList<>();
        boolean[] single = {false};
        SearchWords.each(
                chunk,
                (word, start, end) -> {
                    int point = chunk.codePointAt(start);
                    single[0] =
                            SearchWords.alone(point) && end == start + Character.charCount(point);
                    return left[0]-- > 0 && words.add(word);
                });
        if (words.isEmpty()) {
            return;
        }
        // The last character of a Chinese run is in the pair before it, and goes on in any text
        // where
        // the run does.
        boolean inPair =
                single[0]
                        && words.size() > 1
                        && words.get(words.size() - 2).endsWith(words.getLast());
        if (inPair) {
            words.removeLast();
        }
        boolean begun =
                inPair
                        ? false
                        : single[0] || (beingTyped && words.getLast().length() >= SHORTEST_BEGUN);
        phrases.add(new Phrase(words, begun));
    }

    boolean isEmpty() {
        return phrases.isEmpty();
    }

    /** The query in the index's language. */
    String expression(Set<Part> parts) {
        String columns =
                parts.stream()
                        .filter(part -> part != Part.TITLE)
                        .map(SettingsWriter::name)
                        .sorted()
                        .collect(Collectors.joining(" "));
        String all = phrases.stream().map(Phrase::expression).collect(Collectors.joining(" AND "));
        return columns.isEmpty() ? all : "{" + columns + "} : (" + all + ")";
    }
}
