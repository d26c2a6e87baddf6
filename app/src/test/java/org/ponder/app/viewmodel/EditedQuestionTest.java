package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void itIsThereWhenItCannotBeKept() throws Exception {
        QuestionViewModel question = question();
        question.edit("Why not?");
        try (Bench.Refusal _ = bench.refuse("INSERT ON message")) {
            conversation.editQuestion(question, "Why not?", bench.window.composer().choice());
            bench.until(() -> !conversation.openingProperty().get());
            assertFalse(bench.notice().isEmpty());
            assertEquals("Why not?", question().edited());
            openAgain();
            assertEquals("Why not?", question().edited());
        }
        ReplyViewModel before = bench.last();
        conversation.editQuestion(question(), "Why not?", bench.window.composer().choice());
        reply(before);
        showVersion(-1);
        assertNull(question().edited(), "it is asked");
    }

    @Test
    void whoEditsAThoughtIsToldThatItCannotBeKeptOrBelongsToAnotherChat() throws Exception {
        ReplyViewModel reply = bench.last();
        List<Boolean> kept = new ArrayList<>();
        try (Bench.Refusal _ = bench.refuse("INSERT ON message")) {
            conversation.editThought(reply, "Hm.", bench.window.composer().choice(), kept::add);
            bench.until(() -> kept.size() == 1);
        }
        long id = reply.place().conversation();
        bench.window.newChat();
        conversation.editThought(reply, "Hm.", bench.window.composer().choice(), kept::add);
        assertTrue(bench.notice().startsWith("Another chat has opened"), bench.notice());
        conversation.open(id, null, () -> {});
        conversation.editThought(reply, "Hm.", bench.window.composer().choice(), kept::add);
        assertTrue(bench.notice().startsWith("Another chat is being opened"), bench.notice());
        bench.until(() -> !conversation.openingProperty().get());
        ReplyViewModel before = bench.last();
        conversation.editThought(before, "Hm.", bench.window.composer().choice(), kept::add);
        reply(before);
        assertEquals(List.of(false, false, false, true), kept);
    }

    private void showVersion(int step) throws InterruptedException {
        conversation.showVersion(question().place(), step);
        bench.until(() -> !conversation.openingProperty().get());
    }
}
