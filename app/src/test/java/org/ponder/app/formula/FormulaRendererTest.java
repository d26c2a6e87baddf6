package org.ponder.app.formula;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What models write is drawn; what would hurt is refused, and the next formula is drawn again. */
class FormulaRendererTest {
    private static final Formula.Look LOOK = new Formula.Look(16, 0xff204060);

    private final FormulaRenderer renderer = new FormulaRenderer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\(x\\)",
                "\\[ \\frac{-b \\pm \\sqrt{b^2 - 4ac}}{2a} \\]",
                "\\boxed{42}",
                "$$\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}$$.",
                "\\begin{align*} a &= b \\\\[4pt] c &= d \\end{align*}",
                "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}",
                "\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}",
                "\\begin{gather} a = b \\\\ c = d \\end{gather}",
                "\\begin{gather*} a = b \\\\ c = d \\end{gather*}",
                "\\begin{gathered} a = b \\\\ c = d \\end{gathered}",
                "\\begin{equation} a = b \\end{equation}",
                "\\begin{multline} a + b \\\\ = d \\end{multline}",
                "\\begin{split} a &= b \\\\ c &= d \\end{split}",
                "\\begin{cases} x & x > 0 \\\\ -x & x < 0 \\end{cases}",
                "\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}",
                "\\[ f(x) = \\begin{cases} x & x > 0 \\\\ -x & \\text{otherwise} \\end{cases} \\]",
                "\\( \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix} \\)",
                "\\(\\operatorname*{arg\\,max}_x \\lvert x \\rvert\\)",
                "\\( x = 1 \\tag{1} \\label{eq} \\)",
                "\\(\\alpha + α \\le β\\)",
                "\\(\\text{答案} = 5\\)",
                "\\[a\\]，",
                "$$a$$；",
                "\\[a\\]。",
                "\\begin{aligned} a &= b \\end{aligned}！",
            })
    void formulasAreDrawn(String source) throws Exception {
        FormulaImage image = draw(source);
        assertNotNull(image);
        assertTrue(Arrays.stream(image.pixels()).anyMatch(pixel -> pixel >>> 24 > 128));
        assertTrue(image.baseline() > 0 && image.baseline() <= image.height());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\(\\rule{100000em}{100000em}\\)",
                "\\(\\newcommand{\\a}{\\a\\a}\\a\\)",
                "\\(\\def\\a{\\a\\a}\\a\\)",
                "\\(\\includegraphics{/etc/passwd}\\)",
                "\\(\\begin{array}{*{1000000}{c}}a\\end{array}\\)",
                "\\(\\scalebox{100000}{x}\\)",
                "\\(\\unknown{x}\\)",
                "\\(\\frac{\\)",
                "\\( \\)",
            })
    void whatWouldHurtIsRefused(String source) throws Exception {
        assertNull(draw(source));
        assertNotNull(draw("\\(x\\)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\\\[1,2]",
                "\\\\ [1,2]",
                "\\\\\n[x]",
                "\\\\[0, \\infty)",
                "\\\\ [a_1, a_2] \\cup [3 - m]"
            })
    void aBracketThatBeginsARowIsDrawn(String row) throws Exception {
        FormulaImage whole = draw("\\begin{aligned} A &= B " + row + " &= C \\end{aligned}");
        String braced = row.replaceFirst("\\[", "{}[");
        FormulaImage meant = draw("\\begin{aligned} A &= B " + braced + " &= C \\end{aligned}");
        assertNotNull(whole);
        assertNotNull(meant);
        assertArrayEquals(meant.pixels(), whole.pixels());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2pt", "-0.5em", " 1.5 ex ", ".5cm", "0,2em", "\\jot", ".5\\baselineskip"})
    void aLengthBehindARowIsAGap(String length) throws Exception {
        FormulaImage spaced =
                draw("\\begin{aligned} A &= B \\\\[" + length + "] C &= D \\end{aligned}");
        FormulaImage plain = draw("\\begin{aligned} A &= B \\\\ C &= D \\end{aligned}");
        assertNotNull(spaced);
        assertNotNull(plain);
        assertEquals(plain.width(), spaced.width());
        assertTrue(spaced.height() > plain.height());
    }

    @Test
    void whatWaitsIsToldWhenNoFormulaIsDrawnAnyMore() throws Exception {
        String slow = "\\(" + "\\sqrt{".repeat(25) + "x" + "}".repeat(25) + "\\)";
        int formulas = 60;
        CountDownLatch told = new CountDownLatch(formulas);
        try (FormulaRenderer impatient = new FormulaRenderer(Duration.ZERO)) {
            for (int i = 0; i < formulas; i++) {
                impatient.draw(Formula.of(slow, LOOK), image -> told.countDown());
            }
            assertTrue(told.await(30, TimeUnit.SECONDS), told.getCount() + " were never told");
        }
    }

    @Test
    void endlessNestingIsRefused() throws Exception {
        assertNull(draw("\\(" + "{".repeat(1000) + "}".repeat(1000) + "\\)"));
        assertNull(draw("\\(" + "\\sqrt{".repeat(300) + "x" + "}".repeat(300) + "\\)"));
        assertNull(draw("\\(" + "\\left(".repeat(300) + "x" + "\\right)".repeat(300) + "\\)"));
        assertNull(draw("\\(" + "x".repeat(5000) + "\\)"));
        assertNotNull(draw("\\(x\\)"));
    }

    @Test
    void aDisplayedFormulaIsLargerThanTheSameAmongWords() throws Exception {
        FormulaImage displayed = draw("\\[\\frac{a}{b}\\]");
        FormulaImage inline = draw("\\(\\frac{a}{b}\\)");
        assertNotNull(displayed);
        assertNotNull(inline);
        assertTrue(displayed.height() > inline.height());
        assertEquals("a + b.", Formula.of("\\[a + b\\].", LOOK).tex());
    }

    private @Nullable FormulaImage draw(String source) throws Exception {
        CompletableFuture<Optional<FormulaImage>> drawn = new CompletableFuture<>();
        renderer.draw(
                Formula.of(source, LOOK), image -> drawn.complete(Optional.ofNullable(image)));
        return drawn.get(30, TimeUnit.SECONDS).orElse(null);
    }
}
