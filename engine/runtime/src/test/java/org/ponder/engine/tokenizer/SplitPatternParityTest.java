package org.ponder.engine.tokenizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A split pattern cuts as the JDK's engine would, were it told what white space is. */
class SplitPatternParityTest {
    private static final String WHITE_SPACE =
            "\\t-\\r \\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000";

    /** Characters on both sides of every border between classes. */
    private static final int[] ALPHABET =
            ("aZsStTrReEvVmMlLdD''''0129 \t\r\n\u000B\u001C\u0085\u00A0\u2028\u3000!-/:~^$`|<>@[]_"
                            + "\u00B5\u00E9\u00C9\u01C5\u0131\u017F\u212A\u03A9\u0561\u02B0\u00AA"
                            + "\u0301\u0903\u20DD\u0660\u216B\u00BD\u4E00\u9FA5\u9FA6\u3042\u30A2"
                            + "\uAC00\u0E01\u0E31\uFF01\uFF5E\u2019\u200B\u200D\uFEFF\uFFFD\u0378"
                            + "\uD801\uDC00\uD835\uDD54\uD83D\uDE42\uD840\uDC00\uDB40\uDDEF")
                    .codePoints()
                    .toArray();

    @ParameterizedTest
    @EnumSource(PreTokenizerFamily.class)
    void everyFamilyCutsAsTheJdkWould(PreTokenizerFamily family) {
        for (String expression : family.expressions()) {
            assertParity(expression);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\p{N}{2,3}|\\p{L}{2}",
                "\\d+(?=[a-z])|\\d",
                "[^\\s\\p{L}]++x?",
                "(?:\\p{L}\\p{M}*(?: \\p{L}\\p{M}*)*)+",
                "\\p{N}{1,3}(?=(?:\\p{N}{3})*(?!\\p{N}))",
                "[\\p{L}&&[^\\p{Han}]]+|[a-z&&[^s]]",
                "(a|b)?c|.+$",
            })
    void otherFormsOfTheLanguageToo(String expression) {
        assertParity(expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a", "a)", "[a", "\\p{Greek}", "\\pL", "(?<a>b)", "\\w", "a{2"})
    void whatIsNotKnownIsRefused(String expression) {
        assertThrows(IllegalArgumentException.class, () -> SplitPattern.of(expression));
    }

    @Test
    void aPieceEndsWhereThePartOfTheTextEnds() {
        IntList ends = new IntList();
        SplitPattern.of("\\s+(?!\\S)|\\s+$|x+").split("x  x  x".toCharArray(), 1, 3, ends);
        assertEquals(List.of(3), list(ends));
    }

    private static void assertParity(String expression) {
        SplitPattern pattern = SplitPattern.of(expression);
        Pattern jdk = jdk(expression);
        Random random = new Random(expression.hashCode());
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(12);
            for (int i = 0; i < length; i++) {
                int c = ALPHABET[random.nextInt(ALPHABET.length)];
                text.repeat(c, random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1);
            }
            IntList ends = new IntList();
            pattern.split(text.toString().toCharArray(), 0, text.length(), ends);
            assertEquals(
                    jdkEnds(jdk, text.toString()),
                    list(ends),
                    () -> expression + " on " + text + " " + text.codePoints().boxed().toList());
        }
    }

    private static Pattern jdk(String expression) {
        return Pattern.compile(
                expression
                        .replace("(?i:", "(?iu:")
                        .replace("[^\\s", "[^" + WHITE_SPACE)
                        .replace("\\S", "[^" + WHITE_SPACE + "]")
                        .replace("\\s", "[" + WHITE_SPACE + "]")
                        .replace("\\p{Han}", "\\p{IsHan}")
                        .replace("\\d", "\\p{Nd}")
                        .replace(".+$", "[^\\n]+\\z")
                        .replace("]$", "]\\z")
                        .replace("+$", "+\\z"));
    }

    private static List<Integer> jdkEnds(Pattern pattern, String text) {
        List<Integer> ends = new ArrayList<>();
        Matcher matcher = pattern.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.end() == matcher.start()) {
                continue;
            }
            if (matcher.start() > end) {
                ends.add(matcher.start());
            }
            end = matcher.end();
            ends.add(end);
        }
        if (end < text.length()) {
            ends.add(text.length());
        }
        return ends;
    }

    private static List<Integer> list(IntList ints) {
        List<Integer> list = new ArrayList<>();
        for (int i : ints.toArray()) {
            list.add(i);
        }
        return list;
    }
}
