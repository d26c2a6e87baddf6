package org.ponder.engine.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ponder.engine.reply.ReplyFormat;

/** The templates of Ponder's own can be chosen by name, R1-Zero's among them. */
class ZeroTemplateTest {
    private static final Map<String, String> TOKENS =
            Map.of("bos_token", "<s>", "eos_token", "</s>");

    private static ChatTemplate named(String name) throws TemplateException {
        return ChatTemplate.parse(ChatTemplate.builtInSource(name).orElseThrow());
    }

    @Test
    void aQuestionIsPutAsInThePaper() throws TemplateException {
        String prompt =
                named("r1-zero").render(List.of(Message.user("What is 1+1?")), true, TOKENS).text();
        assertTrue(
                prompt.startsWith("<s>A conversation between User and Assistant. The user asks"),
                prompt);
        assertTrue(
                prompt.endsWith(
                        "i.e., <think> reasoning process here </think> <answer> answer here </answer>."
                                + " User: What is 1+1?. Assistant: <think>"),
                prompt);
    }

    @Test
    void theThoughtIsOpenOrLeftOut() throws TemplateException {
        ChatTemplate zero = named("r1-zero");
        List<Message> question = List.of(Message.user("<think></think>"));
        assertTrue(zero.render(question, true, TOKENS).thoughtOpen());
        RenderedPrompt without = zero.render(question, false, TOKENS);
        assertFalse(without.thoughtOpen());
        assertTrue(without.text().endsWith("</think> <answer>"), without.text());
        assertTrue(
                zero.thinking(true, Map.of()).honoured()
                        && zero.thinking(false, Map.of()).honoured());
    }

    @Test
    void itsRepliesAreReadAsR1Zeros() {
        assertEquals(
                ReplyFormat.ANSWER_TAGS,
                ReplyFormat.detect(ChatTemplate.builtInSource("r1-zero").orElseThrow()));
    }

    @Test
    void everyTemplateOfOurOwnRendersAConversation() throws TemplateException {
        for (String name : ChatTemplate.builtInNames()) {
            String prompt =
                    named(name)
                            .render(
                                    List.of(
                                            Message.system("Be kind."),
                                            Message.user("First?"),
                                            Message.assistant("Hm.", "One."),
                                            Message.user("Second?")),
                                    true,
                                    TOKENS)
                            .text();
            for (String part : List.of("Be kind.", "First?", "One.", "Second?")) {
                assertTrue(prompt.contains(part), name + " leaves out " + part);
            }
            assertFalse(prompt.contains("Hm."), name + " keeps an old thought");
        }
    }
}
