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
 * @param phrases words side by side; the last phrase may end in a word that is only begun
 * @param begun whether it does
 */
record SearchQuery(List<List<String>> phrases, boolean begun) {
    /** More words than anyone types; each costs a look-up. */
    private static final int MOST_WORDS = 32;

    /** One letter begins too many words to be worth looking them all up. */
    private static final int SHORTEST_BEGUN = 2;

    SearchQuery {
        phrases = phrases.stream().map(List::copyOf).toList();
    }

    static SearchQuery parse(String typed) {
        List<List<String>> phrases = new ArrayList<>();
        int[] words = {0};
        boolean lastQuoted = false;
        String[] byQuote = typed.split("\"", -1);
        for (int i = 0; i < byQuote.length; i++) {
            // Odd parts stand between quotes; after a quote that is never closed, everything does.
            boolean quoted = i % 2 == 1;
            String[] chunks = quoted ? new String[] {byQuote[i]} : byQuote[i].split("\\s+");
            for (String chunk : chunks) {
                List<String> phrase = new ArrayList<>();
                SearchWords.each(
                        chunk,
                        (word, start, end) -> {
                            boolean fits = words[0]++ < MOST_WORDS;
                            return fits && phrase.add(word);
                        });
                if (!phrase.isEmpty()) {
                    phrases.add(phrase);
                    lastQuoted = quoted && i < byQuote.length - 1;
                }
            }
        }
        boolean begun =
                !phrases.isEmpty()
                        && !lastQuoted
                        && phrases.getLast().getLast().length() >= SHORTEST_BEGUN;
        return new SearchQuery(phrases, begun);
    }

    boolean isEmpty() {
        return phrases.isEmpty();
    }

    /** The query in the index's language. */
    String expression(Set<Part> parts) {
        StringBuilder out = new StringBuilder();
        if (!parts.contains(Part.TITLE) || parts.size() > 1) {
            out.append(
                    parts.stream()
                            .filter(part -> part != Part.TITLE)
                            .map(SettingsWriter::name)
                            .sorted()
                            .collect(Collectors.joining(" ", "{", "} : ")));
        }
        out.append('(');
        for (int i = 0; i < phrases.size(); i++) {
            out.append(i == 0 ? "" : " AND ").append('"');
            out.append(String.join(" ", phrases.get(i))).append('"');
        }
        return out.append(begun ? " *" : "").append(')').toString();
    }

    /** Whether the word at that place of that phrase is this one. */
    boolean matches(int phrase, int place, String word) {
        List<String> words = phrases.get(phrase);
        boolean mayGoOn = begun && phrase == phrases.size() - 1 && place == words.size() - 1;
        return mayGoOn ? word.startsWith(words.get(place)) : word.equals(words.get(place));
    }
}
