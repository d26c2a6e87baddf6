package org.ponder.app.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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

            <b>html</b> stays text. ![a picture](https://example.org/p.png)
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
    void picturesBecomeLinksAndHtmlStaysText() {
        List<MarkdownBlock> blocks =
                MarkdownStream.read("![cat](https://example.org/c.png)\n\n<script>x</script>");
        MarkdownBlock.Prose picture = assertInstanceOf(MarkdownBlock.Prose.class, blocks.get(0));
        assertEquals("https://example.org/c.png", picture.spans().getFirst().target());
        assertTrue(blocks.get(1).plainText().contains("<script>"));
    }

    @Test
    void endlessNestingIsSurvived() {
        assertTrue(MarkdownStream.read("> ".repeat(5000) + "deep").size() <= 1);
        assertTrue(MarkdownStream.read("*a **b ".repeat(2000)).size() <= 1);
        MarkdownStream.read("- ".repeat(3000) + "deep");
        MarkdownStream.read("[".repeat(5000));
    }
}
