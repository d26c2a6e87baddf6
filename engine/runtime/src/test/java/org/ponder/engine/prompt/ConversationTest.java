package org.ponder.engine.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.engine.Shared;

/** Conversations reach templates in the form that they were written for. */
class ConversationTest {
    private static final Map<String, String> TOKENS =
            Map.of("bos_token", "<s>", "eos_token", "</s>");
    private static final List<Message> CHAT =
            List.of(
                    Message.system("Be brief."),
                    Message.user("One?"),
                    Message.assistant("secret thought", "First."),
                    Message.user("Two?"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deepseek-ai-DeepSeek-R1-Distill-Llama-8B",
                "deepseek-ai-DeepSeek-V3.1",
                "Qwen-Qwen3-0.6B",
                "Qwen-QwQ-32B",
                "openai-gpt-oss-120b"
            })
    void publishedTemplatesDropOldThoughts(String name) throws Exception {
        String source =
                Files.readString(Shared.file("tokenizers/chat_templates/" + name + ".jinja"));
        String text = ChatTemplate.parse(source).render(CHAT, TOKENS).text();
        assertTrue(text.contains("First."));
        assertTrue(text.contains("Be brief."));
        assertFalse(text.contains("secret"), text);
    }

    @Test
    void aTemplateMayKeepThoughtsUnderEitherName() throws TemplateException {
        String source = "{% for m in messages %}{{ m.NAME }}{{ m.content }};{% endfor %}";
        for (String name : List.of("reasoning_content", "thinking")) {
            assertEquals(
                    "Be brief.;One?;secret thoughtFirst.;Two?;",
                    ChatTemplate.parse(source.replace("NAME", name)).render(CHAT, TOKENS).text());
        }
    }

    @Test
    void messagesWithoutAThoughtHaveNoNameForIt() throws TemplateException {
        String source =
                "{% for m in messages %}{{ m.reasoning_content is defined }} {% endfor %}"
                        + "{{ tools is none }} {{ add_generation_prompt }} {{ enable_thinking is defined }}";
        // This template shows no system message, so that one joins the first question.
        assertEquals(
                "False True False True True False",
                ChatTemplate.parse(source).render(CHAT, TOKENS).text());
    }

    @Test
    void aSystemPromptWithoutAPlaceGoesToTheFirstQuestion() throws TemplateException {
        String refusing =
                "{% for m in messages %}{% if m.role == 'system' %}"
                        + "{{ raise_exception('no system role') }}{% endif %}[{{ m.content }}]{% endfor %}";
        assertEquals(
                "[Be brief.\n\nOne?][First.][Two?]",
                ChatTemplate.parse(refusing).render(CHAT, TOKENS).text());
        String ignoring =
                "{% for m in messages if m.role != 'system' %}[{{ m.content }}]{% endfor %}";
        assertEquals(
                "[Be brief.\n\nOne?][First.][Two?]",
                ChatTemplate.parse(ignoring).render(CHAT, TOKENS).text());
    }

    @Test
    void eachSystemPromptKeepsItsPlaceWhereTheTemplateHasOne() throws Exception {
        String source =
                Files.readString(
                        Shared.file("tokenizers/chat_templates/Qwen-Qwen2.5-7B-Instruct.jinja"));
        List<Message> chat =
                List.of(
                        Message.system("Be brief."),
                        Message.user("One?"),
                        Message.assistant(null, "First."),
                        Message.system("Now speak French."),
                        Message.user("Two?"));
        assertEquals(
                """
                <|im_start|>system
                Be brief.<|im_end|>
                <|im_start|>user
                One?<|im_end|>
                <|im_start|>assistant
                First.<|im_end|>
                <|im_start|>system
                Now speak French.<|im_end|>
                <|im_start|>user
                Two?<|im_end|>
                <|im_start|>assistant
                """,
                ChatTemplate.parse(source).render(chat, TOKENS).text());
        String last =
                "{% for m in messages %}{% if m.role != 'system' %}[{{ m.content }}]"
                        + "{% elif loop.index == 4 %}({{ m.content }}){% endif %}{% endfor %}";
        assertEquals(
                "[Be brief.\n\nNow speak French.\n\nOne?][First.][Two?]",
                ChatTemplate.parse(last).render(chat, TOKENS).text());
    }

    @Test
    void aSystemPromptWithoutAQuestionBecomesOne() throws TemplateException {
        String ignoring =
                "{% for m in messages if m.role != 'system' %}[{{ m.content }}]{% endfor %}";
        List<Message> chat = List.of(Message.system("Be brief."), Message.assistant(null, "Yo"));
        assertEquals("[Be brief.][Yo]", ChatTemplate.parse(ignoring).render(chat, TOKENS).text());
    }

    @Test
    void filesWithoutATemplateGetOneForTheirVocabulary() throws TemplateException {
        assertEquals(
                "<s>Be brief.<｜User｜>One?<｜Assistant｜>First.<｜end▁of▁sentence｜><｜User｜>Two?"
                        + "<｜Assistant｜><think>\n",
                builtIn("<｜User｜>", "<｜Assistant｜>", "<think>", "</think>"));
        assertEquals(
                """
                <|im_start|>system
                Be brief.<|im_end|>
                <|im_start|>user
                One?<|im_end|>
                <|im_start|>assistant
                First.<|im_end|>
                <|im_start|>user
                Two?<|im_end|>
                <|im_start|>assistant
                """,
                builtIn("<|im_start|>", "<|im_end|>", "<think>", "</think>"));
        assertEquals(
                "<|start_header_id|>system<|end_header_id|>\n\nBe brief.<|eot_id|>"
                        + "<|start_header_id|>user<|end_header_id|>\n\nOne?<|eot_id|>"
                        + "<|start_header_id|>assistant<|end_header_id|>\n\nFirst.<|eot_id|>"
                        + "<|start_header_id|>user<|end_header_id|>\n\nTwo?<|eot_id|>"
                        + "<|start_header_id|>assistant<|end_header_id|>\n\n",
                builtIn("<|start_header_id|>"));
        assertEquals(
                "<s>[INST] Be brief.\n\nOne? [/INST] First.</s>[INST] Two? [/INST]",
                builtIn("[INST]"));
        assertEquals(
                "<s>Be brief.\n\nUser: One?\n\nAssistant: First.\n\nUser: Two?\n\nAssistant:",
                builtIn());
        assertEquals(
                """
                <start_of_turn>user
                Be brief.

                One?<end_of_turn>
                <start_of_turn>model
                First.<end_of_turn>
                <start_of_turn>user
                Two?<end_of_turn>
                <start_of_turn>model
                """,
                ChatTemplate.builtIn("<start_of_turn>"::equals).render(CHAT, TOKENS).text());
        assertTrue(builtIn("<|user|>", "<|end|>").endsWith("Two?<|end|>\n<|assistant|>\n"));
    }

    @Test
    void theBuiltInTemplateKnowsTheVocabularysThoughts() throws TemplateException {
        Set<String> vocabulary = Set.of("<|im_start|>", "<think>", "</think>");
        RenderedPrompt silent =
                ChatTemplate.builtIn(vocabulary::contains).render(CHAT, false, TOKENS);
        assertTrue(silent.thoughtClosed());
    }

    private static String builtIn(String... vocabulary) throws TemplateException {
        RenderedPrompt prompt =
                ChatTemplate.builtIn(Set.of(vocabulary)::contains).render(CHAT, TOKENS);
        for (RenderedPrompt.Segment segment : prompt.segments()) {
            String text = segment.text().strip();
            boolean said =
                    !text.isEmpty() && CHAT.stream().anyMatch(m -> m.content().contains(text));
            assertEquals(!said, segment.trusted(), segment::toString);
        }
        return prompt.text();
    }
}
