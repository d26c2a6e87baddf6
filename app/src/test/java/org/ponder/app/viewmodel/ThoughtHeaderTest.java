package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.ponder.ui.UiResources;

/** The line above a thought tells the truth, of slow models too. */
class ThoughtHeaderTest {

    private static String running(Locale language, int tokens, int seconds) {
        return new ThoughtHeader(new Texts(UiResources.messages(language)))
                .running(Duration.ofSeconds(seconds), new ThoughtHeader.Length(tokens, 0), 0);
    }

    @Test
    void aSlowRateIsToldToATenth() {
        assertEquals("Thinking… 41 s · 17 tokens · 0.4 tok/s", running(Locale.ENGLISH, 17, 41));
        assertEquals("思考中… 41 秒 · 17 个词元 · 0.4 词元/秒", running(Locale.CHINESE, 17, 41));
        assertEquals("Thinking… 50 s · 2 tokens · 0.04 tok/s", running(Locale.ENGLISH, 2, 50));
    }

    @Test
    void aFastRateIsToldWithoutFractions() {
        assertEquals("Thinking… 3 s · 31 tokens · 10 tok/s", running(Locale.ENGLISH, 31, 3));
        assertEquals(
                "Thinking… 2 s · 3,099 tokens · 1,550 tok/s", running(Locale.ENGLISH, 3099, 2));
    }
}
