package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.reply.FinishReason;

/** A question that is being rewritten waits as it is, wherever the user goes meanwhile. */
@Timeout(60)
class EditedQuestionTest {
    @TempDir private Path folder;
    private Bench bench;
    private ConversationViewModel conversation;

    @BeforeEach
    void ask() throws Exception {
        bench = new Bench(folder);
        conversation = bench.window.conversation();
        bench.window.composer().send("Why?");
        reply(null);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private void reply(@Nullable ReplyViewModel before) throws InterruptedException {
        bench.answer("Because.", 1);
        bench.finished(FinishReason.STOP, 0, 0);
        bench.until(() -> conversation.lastReply() != before);
        bench.untilFinished();
    }

    private QuestionViewModel question() {
        return ((Block.Question) conversation.blocks().getFirst()).question();
    }

    private void openAgain() throws InterruptedException {
        bench.openAgain();
        bench.until(() -> !conversation.openingProperty().get());
    }

    @Test
    void itIsThereWhenTheChatIsLeftAndOpenedAgain() throws Exception {
        question().edit("Why n");
        openAgain();
        assertEquals("Why n", question().edited());
        assertEquals("Why?", question().text());
        openAgain();
        assertEquals("Why n", question().edited());
        question().edit(null);
        openAgain();
        assertNull(question().edited(), "the user is done with it");
    }

    @Test
    void itIsThereWhenAnotherVersionWasLookedAt() throws Exception {
        ReplyViewModel first = bench.last();
        conversation.editQuestion(question(), "Why not?", bench.window.composer().choice());
        reply(first);
        question().edit("Why on ear");
        showVersion(-1);
        assertEquals("Why?", question().text());
        assertNull(question().edited());
        showVersion(1);
        assertEquals("Why not?", question().text());
        assertEquals("Why on ear", question().edited());
    }

    private void showVersion(int step) throws InterruptedException {
        conversation.showVersion(question().place(), step);
        bench.until(() -> !conversation.openingProperty().get());
    }
}
