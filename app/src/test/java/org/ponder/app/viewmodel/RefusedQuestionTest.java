package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.store.StoreException;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.reply.FinishReason;

/** A question that cannot be kept leaves nothing behind and is written where it was asked. */
@Timeout(60)
class RefusedQuestionTest {
    private static final String REPLIES = "INSERT ON message WHEN NEW.role = 'assistant'";

    @TempDir private Path folder;
    private Bench bench;
    private ConversationViewModel conversation;
    private ComposerViewModel composer;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(folder);
        conversation = bench.window.conversation();
        composer = bench.window.composer();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private long ask(String question) throws InterruptedException {
        bench.window.newChat();
        composer.send(question);
        reply(null);
        return Objects.requireNonNull(bench.conversation()).id();
    }

    private void reply(@Nullable ReplyViewModel before) throws InterruptedException {
        bench.answer("Because.", 1);
        bench.finished(FinishReason.STOP, 0, 0);
        bench.until(() -> conversation.lastReply() != before);
        bench.untilFinished();
    }

    private void send(String question) {
        composer.textProperty().set(question);
        composer.send();
    }

    private void refused(String question) throws InterruptedException {
        send(question);
        bench.until(() -> !conversation.openingProperty().get());
        assertFalse(bench.notice().isEmpty());
        assertEquals(question, composer.textProperty().get());
    }

    private void untilKept(long chat, String... messages) throws InterruptedException {
        bench.until(() -> kept(chat).equals(List.of(messages)));
    }

    private List<String> kept(long chat) {
        try {
            return bench.store.messages().path(chat).stream().map(StoredMessage::content).toList();
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }

    private void untilOpen(long chat) throws InterruptedException {
        bench.until(() -> {
            var open = bench.conversation();
            return open != null && open.id() == chat && !conversation.openingProperty().get();
        });
    }

    @Test
    void noChatBeginsWithoutItsFirstQuestionAndTheReply() throws Exception {
        for (String what : List.of("INSERT ON message", REPLIES)) {
            try (Bench.Refusal _ = bench.refuse(what)) {
                refused("Why?");
                refused("Why?");
            }
            assertEquals(0, bench.store.conversations().count(), what);
        }
        composer.send();
        reply(null);
        assertEquals(1, bench.store.conversations().count());
    }

    @Test
    void aQuestionIsKeptOnceHoweverOftenItIsSent() throws Exception {
        long chat = ask("Why?");
        ReplyViewModel before = bench.last();
        try (Bench.Refusal _ = bench.refuse(REPLIES)) {
            refused("How?");
            refused("How?");
        }
        untilKept(chat, "Why?", "Because.");
        composer.send();
        reply(before);
        untilKept(chat, "Why?", "Because.", "How?", "Because.");
        assertEquals(4, conversation.messages().size());
    }

    @Test
    void anotherVersionOfAQuestionIsKeptWithItsReplyAlone() throws Exception {
        long chat = ask("Why?");
        ReplyViewModel before = bench.last();
        QuestionViewModel question = (QuestionViewModel) conversation.messages().getFirst();
        try (Bench.Refusal _ = bench.refuse(REPLIES)) {
            conversation.editQuestion(question, "Why not?", composer.choice());
            bench.until(() -> !conversation.openingProperty().get());
        }
        untilKept(chat, "Why?", "Because.");
        conversation.editQuestion(question, "Why not?", composer.choice());
        reply(before);
        untilKept(chat, "Why not?", "Because.");
        assertEquals(2, bench.store.messages().versions(question.place().id()).size());
    }

    @Test
    void itIsTheDraftOfItsOwnChatWhereAnotherWasOpenedMeanwhile() throws Exception {
        long first = ask("First?");
        long second = ask("Second?");
        ChatsViewModel.Chat other = bench.chat("First?");
        ChatsViewModel.Chat own = bench.chat("Second?");
        try (Bench.Refusal _ = bench.refuse("INSERT ON message")) {
            send("And then?");
            bench.window.open(other);
            untilOpen(first);
            assertEquals("", composer.textProperty().get());
            bench.until(() -> bench.draft(second).equals("And then?"));
        }
        bench.window.open(own);
        untilOpen(second);
        assertEquals("And then?", composer.textProperty().get());
        assertEquals("", bench.draft(first));
    }

    @Test
    void itIsThereWhenTheUserIsOnTheWayBackAlready() throws Exception {
        long first = ask("First?");
        ask("Second?");
        ChatsViewModel.Chat own = bench.chat("First?");
        ChatsViewModel.Chat other = bench.chat("Second?");
        bench.window.open(own);
        untilOpen(first);
        try (Bench.Refusal _ = bench.refuse("INSERT ON message")) {
            send("And then?");
            bench.window.open(other);
            bench.window.open(own);
            untilOpen(first);
            assertEquals("And then?", composer.textProperty().get());
        }
    }

    @Test
    void theFirstQuestionOfAChatIsThereInTheNextNewOne() throws Exception {
        long first = ask("First?");
        ChatsViewModel.Chat other = bench.chat("First?");
        bench.window.newChat();
        try (Bench.Refusal _ = bench.refuse("INSERT ON message")) {
            send("Why?");
            bench.window.open(other);
            untilOpen(first);
            assertEquals("", composer.textProperty().get());
        }
        bench.window.newChat();
        assertEquals("Why?", composer.textProperty().get());
        assertEquals("Why?", bench.store.conversations().newChatDraft());
    }
}
