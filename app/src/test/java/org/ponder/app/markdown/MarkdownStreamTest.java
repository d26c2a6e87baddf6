package org.ponder.app.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown reads the same in however many pieces it comes. */
class MarkdownStreamTest {
    private static final String EVERYTHING =
            """
            # Title

            A *first* paragraph with **bold**, `code`, ~~struck~~ and [a link](https://example.org).
            It goes on here.

            - one
            - two
              1. nested
              2. again

              more of two
            - [x] ticked
            - [ ] open

            0. from nothing
            1. on

            > quoted
            > - with a list

            ```java
            int a = 1;

            int b = 2;
            ```

                indented code

            | a | b |
            |:--|--:|
            | 1 | 2 |

            ---
            Setext
            ======

            The area is \\(\\pi r^2\\), in full:
            \\[
            A = \\pi r^2
            - 0
            \\]
            or $$a^2 + b^2$$ and $x_1$, for $5 or $6.

            <b>html</b> stays text. ![a picture](https://example.org/p.png)

            [1]: https://example.org/paper
            [2]: https://example.org/book
              "The Book"
                words behind it, which are no code

            - [3]: https://example.org/listed

            [4]: https://example.org/last
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySplitGivesTheBlocksOfTheWhole(long seed) {
        Random random = new Random(seed);
        MarkdownStream stream = new MarkdownStream();
        int at = 0;
        while (at < EVERYTHING.length()) {
            int end = Math.min(EVERYTHING.length(), at + 1 + random.nextInt(12));
            stream.append(EVERYTHING.substring(at, end));
            at = end;
        }
        assertEquals(MarkdownStream.read(EVERYTHING), stream.blocks());
    }

    @Test
    void closedBlocksNeverChange() {
        MarkdownStream stream = new MarkdownStream();
        List<MarkdownBlock> closed = List.of();
        for (int i = 0; i < EVERYTHING.length(); i++) {
            stream.append(EVERYTHING.substring(i, i + 1));
            assertEquals(closed, stream.blocks().subList(0, closed.size()));
            closed = stream.blocks().subList(0, stream.closedCount());
        }
        assertTrue(closed.size() > 8);
    }

    @Test
    void listsKeepTheirMarkersAndTasksTheirBoxes() {
        List<MarkdownBlock> blocks =
                MarkdownStream.read("3. three\n4. four\n\n- [x] done\n- [ ] open");
        assertEquals(
                List.of("3.", "4.", "☑", "☐"),
                blocks.stream().map(block -> block.frame().marker()).toList());
        assertEquals("done", blocks.get(2).plainText());
    }

    @Test
    void aListThatStartsAtNothingKeepsItsNumbers() {
        List<MarkdownBlock> blocks = MarkdownStream.read("0. none\n1. one\n\n- point");
        assertEquals(
                List.of("0.", "1.", "•"),
                blocks.stream().map(block -> block.frame().marker()).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "=", "- "})
    void theFirstCharacterOfALineMakesNoHeadingOfTheLineBefore(String begun) {
        MarkdownStream stream = new MarkdownStream();
        for (String before : List.of("**Step 1:**\n", "1. first\n   again\n   ")) {
            stream.append(before);
            int blocks = stream.blocks().size();
            stream.append(begun);
            assertEquals(blocks, stream.blocks().size());
            MarkdownBlock.Prose last =
                    assertInstanceOf(MarkdownBlock.Prose.class, stream.blocks().getLast());
            assertEquals(0, last.level());
            assertTrue(last.plainText().endsWith(begun.strip()), last.plainText());
            stream.append("\n\n");
        }
        assertEquals(
                List.of("Step 1:", "a"),
                MarkdownStream.read("**Step 1:**\n- a").stream()
                        .map(MarkdownBlock::plainText)
                        .toList());
        MarkdownBlock.Prose title =
                assertInstanceOf(
                        MarkdownBlock.Prose.class, MarkdownStream.read("Title\n--").getFirst());
        assertEquals(2, title.level());
        assertEquals("x\n-", MarkdownStream.read("```\nx\n-").getFirst().plainText());
    }

    @Test
    void definitionsOfLinksStayInSight() {
        List<MarkdownBlock> blocks =
                MarkdownStream.read(
                        """
                        Sources:

                        [1]: https://example.org/paper
                        [2]: <https://example.org/a book> 'The Book'
                        [^3]: file:///etc/passwd
                        - [4]: https://example.org/listed
                        """);
        assertEquals(
                List.of(
                        "Sources:",
                        "[1]: https://example.org/paper",
                        "[2]: https://example.org/a%20book (The Book)",
                        "[^3]: file:///etc/passwd",
                        "[4]: https://example.org/listed"),
                blocks.stream().map(MarkdownBlock::plainText).toList());
        assertEquals("•", blocks.getLast().frame().marker());
        assertEquals(
                List.of(
                        "https://example.org/paper",
                        "https://example.org/a%20book",
                        "https://example.org/listed"),
                blocks.stream()
                        .map(MarkdownBlock.Prose.class::cast)
                        .flatMap(block -> block.spans().stream())
                        .map(Span::target)
                        .filter(Objects::nonNull)
                        .toList());
    }

    @Test
    void picturesAreToldAboutAndHtmlStaysText() {
        List<MarkdownBlock> blocks =
                MarkdownStream.read("![cat](https://example.org/c.png)\n\n<script>x</script>");
        MarkdownBlock.Prose picture = assertInstanceOf(MarkdownBlock.Prose.class, blocks.get(0));
        assertEquals("cat (https://example.org/c.png)", picture.plainText());
        assertEquals(
                List.of("https://example.org/c.png"),
                picture.spans().stream().map(Span::target).filter(Objects::nonNull).toList());
        assertTrue(blocks.get(1).plainText().contains("<script>"));
    }

    @Test
    void onlyAddressesOfTheWebAndOfMailAreLinks() {
        String links =
                "[a](javascript:alert(1)) [b](file:///etc/passwd) [c](relative.html)"
                        + " [d](https://example.org) [e](mailto:a@b.c) [f](HTTP://x.org) https://y.org";
        MarkdownBlock.Prose prose =
                assertInstanceOf(MarkdownBlock.Prose.class, MarkdownStream.read(links).getFirst());
        assertEquals(
                List.of("https://example.org", "mailto:a@b.c", "HTTP://x.org", "https://y.org"),
                prose.spans().stream().map(Span::target).filter(Objects::nonNull).toList());
        assertTrue(prose.plainText().contains("a (javascript:alert(1))"));
    }

    @Test
    void aLongParagraphIsBrokenAndNothingOfItIsLost() {
        String words = "word ".repeat(3000).strip();
        List<MarkdownBlock> blocks = MarkdownStream.read(words);
        assertTrue(blocks.size() > 5);
        assertEquals(
                words.replace(" ", ""),
                String.join("", blocks.stream().map(MarkdownBlock::plainText).toList())
                        .replace(" ", ""));
        assertTrue(blocks.stream().allMatch(block -> block.plainText().length() <= 2000));
    }

    @Test
    void wordsBehindADisplayedFormulaBeginWithoutABlank() {
        String words = "It holds that $$a^2 = b$$ and so *on*, \\[c\\]  **for** `  all`.";
        assertEquals(
                List.of("It holds that ", "$$a^2 = b$$", "and so on, ", "\\[c\\]", "for   all."),
                MarkdownStream.read(words).stream().map(MarkdownBlock::plainText).toList());
    }

    @Test
    void endlessNestingIsSurvived() {
        assertTrue(MarkdownStream.read("> ".repeat(5000) + "deep").size() < 20);
        assertTrue(MarkdownStream.read("*a **b ".repeat(2000)).size() < 20);
        MarkdownStream.read("\\\\(".repeat(5000));
        MarkdownStream.read("$a ".repeat(5000));
        MarkdownStream.read("- ".repeat(3000) + "deep");
        MarkdownStream.read("[".repeat(5000));
    }
}
