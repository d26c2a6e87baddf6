package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ponder.ui.UiResources;

/** A span of time is told in the two largest units that it has. */
class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 s, 0.0 秒",
        "9, 9.0 s, 9.0 秒",
        "41, 41 s, 41 秒",
        "60, 1 min 0 s, 1 分 0 秒",
        "3599, 59 min 59 s, 59 分 59 秒",
        "3600, 1 h 0 min, 1 小时 0 分",
        "3700, 1 h 1 min, 1 小时 1 分",
        "360000, 100 h 0 min, 100 小时 0 分",
    })
    void inEnglishAndChinese(long seconds, String english, String chinese) {
        Duration spent = Duration.ofSeconds(seconds);
        assertEquals(english, texts(Locale.ENGLISH).duration(spent));
        assertEquals(chinese, texts(Locale.SIMPLIFIED_CHINESE).duration(spent));
    }

    private static Texts texts(Locale locale) {
        return new Texts(UiResources.messages(locale));
    }
}
