package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.ponder.app.markdown.MarkdownStream;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.prompt.Role;
import org.ponder.ui.UiResources;

/** A selection reads the same in whichever direction it was drawn. */
class TextSelectionTest {
    private static final ReplyViewModel REPLY =
            ReplyViewModel.stored(
                    new StoredMessage(
                            new StoredMessage.Place(1, 1, null, 1, 1),
                            Role.ASSISTANT,
                            "",
                            null,
                            Instant.EPOCH,
                            null),
                    new Texts(UiResources.messages(Locale.ENGLISH)),
                    ThoughtMode.LIVE);

    private final List<Block> blocks =
            MarkdownStream.read("one two\n\nthree **four**\n\nfive six").stream()
                    .<Block>map(content -> new Block.Answer(REPLY, new AnswerBlock(content)))
                    .toList();

    private final TextSelection selection = new TextSelection(blocks);

    @Test
    void itGoesOnFromBlockToBlock() {
        selection.begin(blocks.get(0), 4);
        selection.extend(blocks.get(2), 4);
        assertEquals("two\n\nthree four\n\nfive", selection.text());
        selection.begin(blocks.get(2), 4);
        selection.extend(blocks.get(0), 4);
        assertEquals("two\n\nthree four\n\nfive", selection.text());
        assertEquals(new TextSelection.Range(0, 10), selection.within(blocks.get(1)));
    }

    @Test
    void withinOneBlockTheOrderOfItsEndsDoesNotMatter() {
        selection.begin(blocks.get(1), 10);
        selection.extend(blocks.get(1), 6);
        assertEquals("four", selection.text());
        selection.clear();
        assertTrue(selection.isEmpty());
    }

    @Test
    void itemsKeepWhatStandsBeforeThemUnlessWordsOfOneAloneAreTaken() {
        List<Block> items =
                MarkdownStream.read("1. a b\n2. c d\n   - [x] e\n\n   f").stream()
                        .<Block>map(content -> new Block.Answer(REPLY, new AnswerBlock(content)))
                        .toList();
        TextSelection some = new TextSelection(items);
        some.begin(items.get(0), 0);
        some.extend(items.get(1), 3);
        assertEquals("1. a b\n\n2. c d", some.text());
        some.begin(items.get(0), 2);
        some.extend(items.get(3), 1);
        assertEquals("b\n\n2. c d\n\n  ☑ e\n\nf", some.text());
        some.select(items.get(0), 0, 1);
        assertEquals("a", some.text());
    }
}
