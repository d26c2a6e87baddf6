package org.ponder.engine.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.engine.Shared;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.sampling.SamplingSettings;

/** What is read while a question is written is not read again, and changes no reply. */
class ReadingAheadTest {
    private static final String QUESTION = "How many r's are in strawberry?";

    /** What the template puts behind a question: the assistant's tag and the thought's. */
    private static final int BEHIND = 2;

    private static final ReplyOptions GREEDY =
            new ReplyOptions(SamplingSettings.greedy(), true, 0, 0, OverflowPolicy.DROP_OLDEST);

    private static LanguageModel model;

    @BeforeAll
    static void load() throws IOException {
        model = LanguageModel.load(Shared.file("weights/pebble-seed.gguf"), LoadOptions.defaults());
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static void ahead(ChatSession session, Message... conversation) {
        session.readAhead(List.of(conversation), GREEDY, () -> false, () -> false);
    }

    private static Heard reply(ChatSession session, Message... conversation) {
        return reply(session, GREEDY, conversation);
    }

    private static Heard reply(ChatSession session, ReplyOptions options, Message... conversation) {
        Heard heard = new Heard();
        session.reply(
                List.of(conversation), PartialReply.none(), options, new ReplyControl(), heard);
        return heard;
    }

    private static int unread(Heard heard) {
        return heard.stats().promptTokens() - heard.stats().reusedTokens();
    }

    @Test
    void whatWasReadAheadIsNotReadAgain() {
        try (ChatSession session = model.newSession(0)) {
            ahead(session, Message.user("How many r's are"));
            ahead(session, Message.user(QUESTION));
            Heard heard = reply(session, Message.user(QUESTION));
            assertEquals(BEHIND, unread(heard));
            try (ChatSession fresh = model.newSession(0)) {
                Heard alone = reply(fresh, Message.user(QUESTION));
                assertEquals(alone.stats().promptTokens(), heard.stats().promptTokens());
                assertEquals(alone.thought(), heard.thought());
                assertEquals(alone.answer(), heard.answer());
                assertEquals(fresh.contextUse(), session.contextUse());
            }
        }
    }

    @Test
    void aDraftThatIsWrittenOtherwiseIsReadFromWhereItDiffers() {
        try (ChatSession session = model.newSession(0)) {
            ahead(session, Message.user("How many s's"));
            Heard heard = reply(session, Message.user(QUESTION));
            assertEquals("r's are in strawberry?".length() + BEHIND, unread(heard));
        }
    }

    @Test
    void aDraftThatGetsShorterForgetsNothing() {
        try (ChatSession session = model.newSession(0)) {
            ahead(session, Message.user(QUESTION));
            ahead(session, Message.user("How many r's"));
            assertEquals(BEHIND, unread(reply(session, Message.user(QUESTION))));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNextQuestionIsReadWithTheAnswerBeforeIt(boolean think) {
        ReplyOptions options =
                new ReplyOptions(
                        SamplingSettings.greedy(), think, 0, 60, OverflowPolicy.DROP_OLDEST);
        try (ChatSession session = model.newSession(0);
                ChatSession fresh = model.newSession(0)) {
            Message system = Message.system("Count well.");
            Heard first = reply(session, options, system, Message.user("hello"));
            Message[] conversation = {
                system,
                Message.user("hello"),
                Message.assistant(first.thought(), first.answer()),
                Message.user(QUESTION)
            };
            session.readAhead(List.of(conversation), options, () -> false, () -> false);
            Heard heard = reply(session, options, conversation);
            assertTrue(unread(heard) <= 2 * BEHIND, unread(heard) + " tokens were not read");
            Heard alone = reply(fresh, options, conversation);
            assertEquals(alone.thought(), heard.thought());
            assertEquals(alone.answer(), heard.answer());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weights/TinyStories-656K.f32.gguf",
                "weights/TinyStories-656K.Q8_0.gguf",
                "weights/stories260K.f32.gguf",
                "weights/stories260K.Q8_0.gguf"
            })
    void theReplyIsTheSameWithAndWithoutReadingAhead(String file) throws IOException {
        LoadOptions options =
                LoadOptions.defaults()
                        .withTemplate(
                                "{% for m in messages %}{{ m['content'] }}\n{% endfor %}So, ");
        ReplyOptions greedy =
                new ReplyOptions(SamplingSettings.greedy(), true, 0, 60, OverflowPolicy.FAIL);
        String question =
                "Once upon a time there was a little girl who had a red ball, and a dog that ran"
                        + " after it through the whole garden. Then the sun went down. What";
        try (LanguageModel stories = LanguageModel.load(Shared.file(file), options);
                ChatSession session = stories.newSession(0);
                ChatSession fresh = stories.newSession(0)) {
            // Words are cut into other tokens as they grow.
            for (int end = 5; end <= question.length(); end += 3) {
                ahead(session, Message.user(question.substring(0, end)));
            }
            Heard heard = reply(session, greedy, Message.user(question));
            Heard alone = reply(fresh, greedy, Message.user(question));
            assertTrue(heard.stats().reusedTokens() > alone.stats().promptTokens() / 2);
            assertEquals(alone.answer(), heard.answer());
            assertEquals(alone.stats().promptTokens(), heard.stats().promptTokens());
            assertNotEquals("", heard.answer());
        }
    }

    @Test
    void whatWasReadBeforeAQuestionCameIsKept() {
        String text = "hello ".repeat(20);
        try (ChatSession session = model.newSession(0)) {
            session.readAhead(List.of(Message.user(text)), GREEDY, () -> true, () -> false);
            // In the middle of the third step.
            int layers = model.config().layers();
            AtomicInteger asked = new AtomicInteger();
            BooleanSupplier cancelled = () -> asked.getAndIncrement() > 2 + 2 * layers;
            session.readAhead(List.of(Message.user(text)), GREEDY, cancelled, () -> false);
            assertEquals(2 + 2 * layers + 2, asked.get(), "it ends at once");
            Heard heard = reply(session, Message.user(text));
            assertEquals(32, heard.stats().reusedTokens(), "two steps");
        }
    }

    @Test
    void aNewerDraftLosesNothingOfTheStepThatIsRead() {
        String text = "hello ".repeat(20);
        try (ChatSession session = model.newSession(0)) {
            session.readAhead(List.of(Message.user(text)), GREEDY, () -> false, () -> true);
            assertEquals(16, reply(session, Message.user(text)).stats().reusedTokens());
        }
    }

    @Test
    void aLongChatIsNotForgottenForAFewWords() {
        Message longer = Message.user("hello ".repeat(30) + "how are you?");
        try (ChatSession session = model.newSession(0)) {
            Heard first = reply(session, longer);
            ahead(session, Message.user("And"));
            Heard again = reply(session, longer);
            assertEquals(1, unread(again), "all but the token whose logits are needed");
            assertEquals(first.answer(), again.answer());
            ahead(session, Message.user("And now for something that is about as long as that."));
            assertTrue(unread(reply(session, longer)) > 100, "it was worth it");
        }
    }

    @Test
    void aContinuedReplyIsStillItsOwnTokens() {
        Message question = Message.user(QUESTION);
        ReplyOptions few =
                new ReplyOptions(
                        SamplingSettings.greedy(), true, 0, 20, OverflowPolicy.DROP_OLDEST);
        try (ChatSession session = model.newSession(0);
                ChatSession fresh = model.newSession(0)) {
            Heard whole = reply(fresh, question);
            Heard begun = reply(session, few, question);
            ahead(session, question, Message.assistant(begun.thought(), ""), Message.user("And"));
            Heard rest = new Heard();
            session.reply(
                    List.of(question),
                    new PartialReply(begun.thought(), false, ""),
                    GREEDY,
                    new ReplyControl(),
                    rest);
            assertEquals(whole.thought(), begun.thought() + rest.thought());
            assertEquals(whole.answer(), rest.answer());
        }
    }

    @Test
    void aChatThatMustBeCutIsReadAsItWillBeCut() {
        Message[] conversation = new Message[9];
        for (int i = 0; i < 8; i += 2) {
            conversation[i] = Message.user("hello " + i);
            conversation[i + 1] = Message.assistant(null, "Hello, hello, hello " + i);
        }
        conversation[8] = Message.user(QUESTION);
        ReplyOptions few =
                new ReplyOptions(
                        SamplingSettings.greedy(), true, 0, 20, OverflowPolicy.DROP_OLDEST);
        try (ChatSession session = model.newSession(120)) {
            session.readAhead(List.of(conversation), few, () -> false, () -> false);
            Heard heard = reply(session, few, conversation);
            assertTrue(heard.events.getFirst() instanceof ReplyEvent.LeftOut);
            assertEquals(BEHIND, unread(heard));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedAndNothingIsForgotten() {
        try (ChatSession session = model.newSession(60)) {
            reply(session, Message.user("hello"));
            assertThrows(
                    ContextOverflowException.class,
                    () -> ahead(session, Message.user("hello ".repeat(20))));
            assertEquals(1, unread(reply(session, Message.user("hello"))));
        }
    }
}
