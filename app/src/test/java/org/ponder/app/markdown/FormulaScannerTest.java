package org.ponder.app.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas are found as models write them; prices, variables of shells and code are none. */
class FormulaScannerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "so \\(x^2\\) is; \\(x^2\\)",
                "so \\[x^2\\] is; \\[x^2\\]",
                "so $$x^2$$ is; $$x^2$$",
                "so $x$ is; $x$",
                "so $x_1 + y$, and; $x_1 + y$",
                "so $2n-1$ is; $2n-1$",
                "so $\\frac{a}{b}$.; $\\frac{a}{b}$",
                "so $ab + cd$ is; $ab + cd$",
                "so $\\text{for all } x$ is; $\\text{for all } x$",
                "so \\boxed{\\frac{1}{2}} is; \\boxed{\\frac{1}{2}}",
                "于是$x=1$的; $x=1$",
                "a \\(x \\\\) y\\) b; \\(x \\\\) y\\)",
                "so \\begin{align}x &= 1 \\\\ y &= 2\\end{align} holds; \\begin{align}x &= 1 \\\\ y &= 2\\end{align}",
                "so \\begin{gather*}x \\\\\\end{gather*} is; \\begin{gather*}x \\\\\\end{gather*}",
                "so \\begin{cases}1\\begin{cases}2\\end{cases}\\end{cases} is; \\begin{cases}1\\begin{cases}2\\end{cases}\\end{cases}",
            })
    void formulasAreFound(String text, String formula) {
        assertEquals(List.of(formula), formulas(text));
        assertEquals(List.of(formula), formulasOfAnswer(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs $5 or $10.",
                "from $5 to $10, or 20$",
                "$5-$10",
                "US$5 and US$6",
                "$100 (about 90$)",
                "$AAPL and $MSFT fell",
                "$HOME/bin:$PATH",
                "between $10 and 20$ each",
                "a lone $ and a lone \\( here",
                "`$x$` is code",
                "5$, then 6$",
                "\\boxed{never closed",
                "\\(never\n\nclosed\\)",
                "\\begin{align}never\n\nclosed\\end{align}",
                "\\begin{align}never closed",
                "\\begin{itemize} a list \\end{itemize}",
                "\\begin{document} x \\end{document}",
                "$$",
            })
    void pricesAndTheLikeAreNone(String text) {
        assertEquals(List.of(), formulas(text));
        assertEquals(List.of(), formulasOfAnswer(text));
    }

    @Test
    void anEnvironmentOfSeveralLinesIsOneFormulaInThoughtAndAnswer() {
        String align = "\\begin{align}\na &= b \\\\\n- c &= d\n\\end{align}";
        assertEquals(List.of(align), formulas("Thus\n" + align + "\nholds."));
        assertEquals(
                List.of("Thus", align, "holds."),
                MarkdownStream.read("Thus\n" + align + "\nholds.").stream()
                        .map(MarkdownBlock::plainText)
                        .toList());
        assertTrue(FormulaScanner.isOpenAtEnd("Thus\n\\begin{align}\na &= b"));
        assertFalse(FormulaScanner.isOpenAtEnd("Thus\n" + align));
    }

    @Test
    void linesOfAFormulaAreNoListsAndNoHeadings() {
        List<MarkdownBlock> blocks =
                MarkdownStream.read("Thus\n\\[\na\n- b\n=\n# c\n> d\n\\]\nholds.");
        assertEquals(
                List.of("Thus", "\\[\na\n- b\n=\n# c\n> d\n\\]", "holds."),
                blocks.stream().map(MarkdownBlock::plainText).toList());
        assertTrue(blocks.get(1) instanceof MarkdownBlock.Formula);
    }

    @Test
    void aFormulaInAnItemStaysInIt() {
        List<MarkdownBlock> blocks =
                MarkdownStream.read("1. **Add**:\n   \\[ 1 + 1 = 2 \\]\n2. Done: \\[x\\]");
        assertEquals(
                List.of("1.", "", "2.", ""),
                blocks.stream().map(block -> block.frame().marker()).toList());
        assertTrue(blocks.get(1) instanceof MarkdownBlock.Formula);
        assertTrue(blocks.get(3) instanceof MarkdownBlock.Formula);
        assertEquals(1, blocks.get(3).frame().indent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".", "\u3002", "\uFF0C", "\u3001", "\uFF1B", "\uFF1A", "\uFF01", "\uFF1F"})
    void theMarkBehindADisplayedFormulaStaysWithIt(String mark) {
        for (String text : List.of("\\[a\\]" + mark, "于是 $$a$$" + mark)) {
            MarkdownBlock last = MarkdownStream.read(text).getLast();
            assertTrue(last instanceof MarkdownBlock.Formula, text);
            assertTrue(last.plainText().endsWith(mark), text);
        }
    }

    @Test
    void aFormulaThatIsNotClosedSwallowsNoMoreThanItsParagraph() {
        List<MarkdownBlock> blocks = MarkdownStream.read("\\[ x = 1\n\n- item\n\n# Title");
        assertEquals("\\[ x = 1", blocks.getFirst().plainText());
        assertEquals(3, blocks.size());
    }

    @Test
    void backslashesOutsideOfFormulasEscapeAsBefore() {
        assertEquals("*a* [b] $", MarkdownStream.read("\\*a\\* \\[b] \\$").getFirst().plainText());
    }

    @Test
    void anOpenFormulaIsSeenAtTheEnd() {
        assertTrue(FormulaScanner.isOpenAtEnd("so\n\\[\nx = 1\n"));
        assertTrue(FormulaScanner.isOpenAtEnd("so $$x$$ and $$ y\n"));
        assertFalse(FormulaScanner.isOpenAtEnd("so\n\\[\nx = 1\n\\]\n"));
        assertFalse(FormulaScanner.isOpenAtEnd("so\n\\[\nx = 1\n\nand"));
    }

    @Test
    void spansJoinToTheText() {
        String text = "a \\(b\\) c $d$ `e $f$` \\\\(g\\) \\";
        assertEquals(
                text,
                FormulaScanner.spans(text).stream().map(Span::text).collect(Collectors.joining()));
    }

    private static List<String> formulas(String text) {
        return formulas(FormulaScanner.spans(text));
    }

    private static List<String> formulas(List<Span> spans) {
        return spans.stream()
                .filter(span -> span.styles().contains(SpanStyle.FORMULA))
                .map(Span::text)
                .toList();
    }

    private static List<String> formulasOfAnswer(String text) {
        return MarkdownStream.read(text).stream()
                .flatMap(block ->
                        switch (block) {
                            case MarkdownBlock.Prose prose -> formulas(prose.spans()).stream();
                            case MarkdownBlock.Formula formula -> Stream.of(formula.source());
                            default -> Stream.empty();
                        })
                .toList();
    }
}
