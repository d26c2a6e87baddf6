package org.ponder.engine.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A chat template tells how its model marks thoughts. */
class ReplyFormatTest {
    @Test
    void theTemplateNamesTheFormat() {
        assertEquals(ReplyFormat.THINK_TAGS, ReplyFormat.detect("{{ '<think>\\n' }}"));
        assertEquals(
                ReplyFormat.THINK_TAGS, ReplyFormat.detect("{{ content.split('</think>')[-1] }}"));
        assertEquals(
                ReplyFormat.ANSWER_TAGS,
                ReplyFormat.detect("<think> reasoning </think><answer> answer </answer>"));
        assertEquals(
                ReplyFormat.CHANNELS,
                ReplyFormat.detect("{{ '<|channel|>final<|message|>' + message.content }}"));
        assertEquals(ReplyFormat.MISTRAL, ReplyFormat.detect("[THINK]{{ x }}[/THINK]"));
        assertEquals(ReplyFormat.SEED, ReplyFormat.detect("{% set t = '<seed:think>' %}"));
        assertEquals(
                ReplyFormat.RESPONSE_TAGS,
                ReplyFormat.detect("Use <think></think> and <response></response>."));
        assertEquals(
                ReplyFormat.PHRASES,
                ReplyFormat.detect(
                        "Write after 'Here is my thought process:' and 'Here is my response:'."));
        assertEquals(ReplyFormat.THINK_TAGS, ReplyFormat.detect("{{ messages }}"));
    }

    @Test
    void everyFormatIsFoundByItsName() {
        for (ReplyFormat format : ReplyFormat.values()) {
            assertEquals(Optional.of(format), ReplyFormat.named(format.id()));
        }
        assertEquals(Optional.empty(), ReplyFormat.named("nonsense"));
    }
}
