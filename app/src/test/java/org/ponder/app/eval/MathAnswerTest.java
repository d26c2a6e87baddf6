package org.ponder.app.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers are compared as a mathematician would, in whatever way they are written. */
class MathAnswerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1/2; 0.5",
                "\\frac{1}{2}; 0.5",
                "\\frac12; 1/2",
                "\\dfrac{3}{4}; 75\\%",
                "50; 50\\%",
                "0.5; 50%",
                "50%; 50",
                "1234; 1,234",
                "1{,}234; 1234",
                "1 234 567; 1234567",
                "12,345.5; 12345.5",
                "$42$; \\(42\\)",
                "42; 42.0",
                "42; +42",
                "042; 42",
                "204; 204.",
                "-7; −7",
                "3\\frac{1}{2}; 3.5",
                "3 1/2; 7/2",
                "\\sqrt{8}; 2\\sqrt{2}",
                "\\sqrt[3]{27}; 3",
                "\\frac{\\sqrt{2}}{2}; \\frac{1}{\\sqrt{2}}",
                "2\\pi; 6.283185",
                "\\frac{1}{3}; 0.333333",
                "1.2\\times10^{5}; 120000",
                "1.2e5; 120000",
                "2^{10}; 1024",
                "x^2+2x+1; (x+1)^2",
                "x=5; 5",
                "5; x = 5",
                "x \\in [0,1); [0, 1)",
                "\\left( 3, \\frac{\\pi}{2} \\right); (3,\\pi/2)",
                "2, -1; -1, 2",
                "1 and 3; 3,1",
                "\\{1,2,3\\}; \\{3, 2, 1\\}",
                "90^\\circ; 90",
                "90; 90°",
                "5\\text{ cm}; 5",
                "5; 5 cm",
                "\\$12; 12",
                "\\text{Evelyn}; Evelyn",
                "\\text{east}; East",
                "2516_8; 2516_{8}",
                "\\begin{pmatrix} 1 \\\\ 2 \\end{pmatrix}; \\begin{pmatrix}1\\\\2\\end{pmatrix}",
                "(-\\infty, 3]; (-\\infty,3]",
                "6 - 5i; 6-5i",
                "\\boxed{7}; 7",
            })
    void theyAreTheSame(String expected, String given) {
        assertEquals(true, MathAnswer.same(expected, given), expected + " and " + given);
        assertEquals(true, MathAnswer.same(given, expected), given + " and " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1/2; 0.51",
                "1/3; 0.333",
                "1/3; 0.33",
                "1234; 1,235",
                "12345678; 12345679",
                "123456.7; 123456.8",
                "2, -1; 2",
                "2, -1; 2, 1",
                "(1,2); (2,1)",
                "[0,1); [0,1]",
                "x+1; x-1",
                "2x; 2",
                "2x; 2y",
                "5; -5",
                "5; 50%",
                "north; south",
                "\\sqrt{2}; 2",
                "10^{3}; 103",
                "5; ''",
            })
    void theyDiffer(String expected, String given) {
        assertFalse(MathAnswer.same(expected, given), expected + " and " + given);
        assertFalse(MathAnswer.same(given, expected), given + " and " + expected);
    }

    @Test
    void nothingHostileTakesLongOrThrows() {
        for (String part : new String[] {"(", "\\frac", "^9", "2^", "\\sqrt{", "1,", "9^9^"}) {
            String text = part.repeat(1000);
            assertFalse(MathAnswer.same("5", text.substring(0, Math.min(1990, text.length()))));
            assertFalse(MathAnswer.same("5", text + "5"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "NUMBER; So \\boxed{3} or rather $\\boxed{\\frac{1}{2}}$.; \\frac{1}{2}",
                "NUMBER; The final answer is 42.; 42",
                "NUMBER; The answer is **1,234** apples.; 1,234",
                "NUMBER; 41 + 67 = 108; 108",
                "NUMBER; We get $x = \\frac{3}{4}$.; \\frac{3}{4}",
                "NUMBER; 9.9 is more than 9.11? No: **9.9**; 9.9",
                "NUMBER; '**Final Answer**\n\n42'; 42",
                "NUMBER; **Answer**: 42; 42",
                "NUMBER; **Final Answer:** 42 apples; 42",
                "NUMBER; '**Step 1**: 40\n**Step 2**: 42\nSo it is 42.'; 42",
                "NUMBER; 'He has **42** left.\n**Check:** 43 - 1'; 42",
                "NUMBER; '**Step 3: Add them**\n\nThat makes 42.'; 42",
                "NUMBER; 'It takes 45 minutes.\n\n**Explanation**: 60 - 15 = 45.'; 45",
                "NUMBER; So **Tom** has 42 apples.; 42",
                "NUMBER; **Therefore**, 42 apples are left.; 42",
                "NUMBER; The answer is **42**, which is 6 times 7.; 42",
                "NUMBER; The answer is 42, which is 6 times 7.; 42",
                "NUMBER; The answer is 42 (6 * 7 = 42, and 2 * 21 = 42).; 42",
                "NUMBER; The answer is 10 because 2 < 3.; 10",
                "NUMBER; The answer is 5 dollars and 3 pens.; 5",
                "NUMBER; The answer is 12 apples + 3 apples = 15 apples.; 15",
                "NUMBER; 'The answer is the sum of 3 and 4, which is 7.'; 7",
                "NUMBER; The answer is 4 + 5 which is 9.; 9",
                "NUMBER; The answer is 3 (x + 1).; 3x+3",
                "NUMBER; The answer is x + y.; x+y",
                "NUMBER; The answer is simple. It is 42.; 42",
                "NUMBER; The answer is 5 cm.; 5",
                "COUNT; There are 3 r's in strawberry.; 3",
                "COUNT; There are three r's in strawberry.; 3",
                "COUNT; r (1) and r (2) and r (3). That makes 3 of them.; 3",
                "COUNT; The letter 'r' appears **3** times in \"strawberry\": at 3, 8 and 9.; 3",
                "COUNT; There are 3 r's: one in \"straw\" and two in \"berry\".; 3",
                "COUNT; One r in straw and two r's in berry, so 3 r's in all.; 3",
                "COUNT; It has 1 r and then 2 r's: 1 + 2 = **3**; 3",
                "COUNT; There are 2 l's in balloon. They stand at 3 and 4.; 2",
                "COUNT; The letter t appears only once in elephant, at position 8.; 1",
                "COUNT; There are no z's in pepper, which has 6 letters.; 0",
                "COUNT; **Answer:** 3 (the word strawberry has 10 letters); 3",
                "COUNT; The answer is that strawberry, of 10 letters, has 3 r's.; 3",
                "CHOICE; **B**. A is wrong because the cup was turned.; B",
                "CHOICE; **B) on the table**. A and C are wrong.; B",
                "CHOICE; B is right. A common mistake is to think of the cup.; B",
                "CHOICE; B is the right choice. A common mistake is another.; B",
                "CHOICE; **A)** is no, **B)** is yes, **C)** is no. So B.; B",
                "CHOICE; A is right.; A",
                "CHOICE; The answer is A on the table.; A",
                "CHOICE; The answer is (C).; C",
                "CHOICE; **Answer: B**; B",
                "CHOICE; A marble falls. So B) on the table; B",
                "CHOICE; C; C",
                "CHOICE; \\boxed{D}; D",
                "CHOICE; The answer: I think it is B.; B",
                "CHOICE; So B is what I choose.; B",
                "CHOICE; It is C, as I’d say.; C",
                "CHOICE; The answer is I.; I",
                "CHOICE; The answer is I because it fits.; I",
                "CHOICE; I; I",
                "EXACT; Ben; Ben",
                "EXACT; The answer is Ben; Ben",
            })
    void theAnswerIsFoundInTheReply(AnswerKind kind, String reply, String expected) {
        String given = GivenAnswer.in(reply, kind).orElse("none");
        assertEquals(true, kind.right(expected, given), given);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "C; C) 42 kg; true",
                "C; \\text{C. Paris}; true",
                "C; \\textbf{(C)}~4\\text{ m}; true",
                "C; C: 4; true",
                "C; C：巴黎; true",
                "C; C. Vitamin C; true",
                "C; (c); true",
                "C) 42 kg; C; true",
                "C; D) 42 kg; false",
                "A, C; (A), (C); true",
                "A; (A), (C); false",
                "A; (A) and (C); false",
                "A; A cup; false",
            })
    void aChoiceIsItsLetterWhateverItSays(String expected, String given, boolean right) {
        assertEquals(right, AnswerKind.CHOICE.right(expected, given));
    }

    @Test
    void aReplyThatRepeatsItselfIsReadToItsEnd() {
        for (AnswerKind kind : AnswerKind.values()) {
            for (String part :
                    List.of(
                            "is ",
                            "option ",
                            "\\sqrt",
                            "\\sqrt[3]",
                            "\\sin",
                            "sqrt(",
                            "{",
                            "\n",
                            ".")) {
                for (int times : List.of(600, 30_000)) {
                    String given =
                            GivenAnswer.in("The answer is " + part.repeat(times), kind).orElse("");
                    assertFalse(kind.right("5", given), part);
                }
            }
        }
        assertEquals(
                Optional.of("B"),
                GivenAnswer.in("The answer " + "is ".repeat(5000) + "B", AnswerKind.CHOICE));
    }

    @Test
    void fractionsWithinFractionsDoNotTakeEverLonger() {
        String nested = "x";
        for (int i = 0; i < 100; i++) {
            nested = "2\\frac{" + nested + "}{2}";
        }
        assertFalse(MathAnswer.same("5", nested));
    }

    @Test
    void whereNoneIsGivenNoneIsFound() {
        assertEquals(Optional.empty(), GivenAnswer.in("", AnswerKind.NUMBER));
        assertEquals(Optional.empty(), GivenAnswer.in("I cannot tell.", AnswerKind.NUMBER));
        assertEquals(Optional.empty(), GivenAnswer.in("\\boxed{", AnswerKind.NUMBER));
    }
}
