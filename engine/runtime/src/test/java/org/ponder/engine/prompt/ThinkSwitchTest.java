package org.ponder.engine.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ponder.engine.Shared;

/**
 * Thinking is switched in the way each template has for it, and the prompt tells where it stands.
 */
class ThinkSwitchTest {
    private static final List<Message> QUESTION = List.of(Message.user("Hi"));

    private static RenderedPrompt prompt(String source, boolean think) throws TemplateException {
        return ChatTemplate.parse(source).render(QUESTION, think, Map.of());
    }

    private static String state(RenderedPrompt prompt) {
        return prompt.thoughtOpen() ? "open" : prompt.thoughtClosed() ? "closed" : "neither";
    }

    @ParameterizedTest
    @CsvSource({
        "deepseek-ai-DeepSeek-R1-Distill-Llama-8B, <think>\\n, open, <think>\\n\\n</think>\\n\\n",
        "deepseek-ai-DeepSeek-R1-Distill-Qwen-32B, <think>\\n, open, <think>\\n</think>",
        "deepseek-ai-DeepSeek-V3.1, <think>, open, <think></think>",
        "llama-cpp-deepseek-r1, <think>\\n, open, <think>\\n\\n</think>\\n\\n",
        "Qwen-QwQ-32B, <think>\\n, open, <think>\\n</think>",
        "Qwen-Qwen3-0.6B, assistant\\n, neither, <think>\\n\\n</think>\\n\\n",
        "openai-gpt-oss-120b, <|start|>assistant, neither, <|channel|>final<|message|>",
    })
    void publishedTemplatesAreSwitched(String name, String on, String stateOn, String off)
            throws Exception {
        String source =
                Files.readString(Shared.file("tokenizers/chat_templates/" + name + ".jinja"));
        RenderedPrompt thinking = prompt(source, true);
        assertTrue(thinking.text().endsWith(on.replace("\\n", "\n")), thinking::text);
        assertEquals(stateOn, state(thinking));
        RenderedPrompt silent = prompt(source, false);
        assertTrue(silent.text().endsWith(off.replace("\\n", "\n")), silent::text);
        assertEquals("closed", state(silent));
        assertTrue(ChatTemplate.parse(source).thinking(true, Map.of()).honoured());
        assertTrue(ChatTemplate.parse(source).thinking(false, Map.of()).honoured());
    }

    @Test
    void anEffortIsSaidWhileItThinksOnly() throws Exception {
        ChatTemplate template =
                ChatTemplate.parse(
                        Files.readString(
                                Shared.file(
                                        "tokenizers/chat_templates/openai-gpt-oss-120b.jinja")));
        Map<String, String> high = Map.of("reasoning_effort", "high");
        String on = template.render(QUESTION, true, high).text();
        assertTrue(on.contains("Reasoning: high"), on);
        String off = template.render(QUESTION, false, high).text();
        assertTrue(off.contains("Reasoning: low"), off);
    }

    @Test
    void aModelWithoutThoughtsIsLeftAlone() throws Exception {
        String source =
                "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}{% endfor %}<|assistant|>";
        assertEquals(prompt(source, true), prompt(source, false));
        assertFalse(ChatTemplate.parse(source).thinking(true, Map.of()).honoured());
        assertTrue(ChatTemplate.parse(source).thinking(false, Map.of()).honoured());
    }

    @Test
    void aThoughtOpenedWithoutALineBreakIsClosedWithoutOne() throws TemplateException {
        String source = "{{ messages[0].content }}<a><think>";
        assertEquals("Hi<a><think>", prompt(source, true).text());
        assertEquals("Hi<a><think></think>", prompt(source, false).text());
    }

    @Test
    void earlyTemplatesOfR1AreOpenedAsDeepSeekAdvises() throws TemplateException {
        String source =
                "{% for m in messages %}{{ m.content.split('</think>')[-1] }}{% endfor %}"
                        + "<｜Assistant｜>";
        assertEquals("Hi<｜Assistant｜><think>\n", prompt(source, true).text());
        assertEquals("Hi<｜Assistant｜><think>\n\n</think>\n\n", prompt(source, false).text());
    }

    @Test
    void aTemplateThatNeedsTheSpecialTokensIsProbedWithThem() throws TemplateException {
        String source =
                "{{ bos_token + messages[0].content }}"
                        + "{% if add_generation_prompt %}[assistant]<think>\n{% endif %}";
        ChatTemplate template = ChatTemplate.parse(source);
        Map<String, String> tokens = Map.of("bos_token", "<s>");
        assertEquals(
                "<s>Hi[assistant]<think>\n\n</think>\n\n",
                template.render(QUESTION, false, tokens).text());
        assertEquals("The template opens the thought.", template.thinking(true, tokens).how());
    }

    @Test
    void aBudgetOfNothingIsLeftToTheModel() throws TemplateException {
        String source =
                "{{ messages[0].content }}{% if thinking_budget == 0 %}<seed:think><note>{% endif %}"
                        + "{# </seed:think> #}";
        assertEquals("Hi", prompt(source, true).text());
        RenderedPrompt off = prompt(source, false);
        assertEquals("Hi<seed:think><note>", off.text());
        assertTrue(off.thoughtOpen());
    }

    @Test
    void typedTagsDoNotOpenAThought() {
        RenderedPrompt typed =
                new RenderedPrompt(List.of(new RenderedPrompt.Segment("<think>", false)));
        assertEquals("neither", state(typed));
        assertEquals("neither", state(typed.append("<｜Assistant｜>", true)));
        assertEquals("open", state(typed.append("<｜Assistant｜><think>\n", true)));
        assertEquals("closed", state(typed.append("<think>\n\n</think>\n\n", true)));
        assertEquals("open", state(typed.append("</think>x<think>\n", true)));
    }
}
