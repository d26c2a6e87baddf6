package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is read as it was meant, or refused; never as another one. */
class NumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2048",
                " 2048 ",
                "2,048",
                "2.048",
                "2 048",
                "2\u00a0048",
                "2\u202f048",
                "2'048",
                "2’048",
                "２０４８"
            })
    void wholeNumbersAreReadAsTheyAreWrittenAnywhere(String typed) {
        assertEquals(2048, Numbers.whole(typed));
    }

    @Test
    void millionsAreSetOffTwice() {
        assertEquals(1_000_000, Numbers.whole("1,000,000"));
        assertEquals(-1_000_000, Numbers.whole("-1.000.000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1.5", "1,5", "20,48", "2,0480", "1,000.000", "3000000000"})
    void whatIsNoWholeNumberIsRefused(String typed) {
        assertThrows(NumberFormatException.class, () -> Numbers.whole(typed));
    }

    @ParameterizedTest
    @CsvSource({
        "0.8,0.8",
        "'0,8',0.8",
        "'0,125',0.125",
        "',5',0.5",
        ".5,0.5",
        "5,5",
        "1.0E-4,0.0001",
        "'-1,5',-1.5",
        "1.250,1.25",
        "0．8,0.8"
    })
    void fractionsStandBehindAPointOrAComma(String typed, double meant) {
        assertEquals(meant, Numbers.decimal(typed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "warm", "NaN", "Infinity", "1,2,3", "0x1p3", "5d", "1,250"})
    void whatIsNoNumberOrMayBeTwoIsRefused(String typed) {
        assertThrows(NumberFormatException.class, () -> Numbers.decimal(typed));
    }
}
