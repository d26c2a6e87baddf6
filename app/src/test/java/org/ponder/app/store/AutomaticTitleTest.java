package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AutomaticTitleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How many r's? Count twice. | How many r's?",
                "  hello   there  | hello there",
                "草莓里有几个字母？请想一想。 | 草莓里有几个字母？",
                "## A heading | A heading",
                "One two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                        + " | One two three four five six seven eight nine ten eleven…",
            })
    void isTheFirstSentenceAtMostOneLineLong(String question, String title) {
        assertEquals(title, AutomaticTitle.of(question));
    }

    @Test
    void skipsEmptyLinesAndEndsAtTheLine() {
        assertEquals("Fix this", AutomaticTitle.of("\n \n Fix this\nint a = 1;"));
    }

    @Test
    void cutsALongWordBetweenCharacters() {
        String title = AutomaticTitle.of("𝔸".repeat(100_000));

        assertEquals("𝔸".repeat(60) + "…", title);
    }

    @Test
    void isEmptyWhereNothingIsAsked() {
        assertTrue(AutomaticTitle.of(" \n\t ").isEmpty());
    }
}
