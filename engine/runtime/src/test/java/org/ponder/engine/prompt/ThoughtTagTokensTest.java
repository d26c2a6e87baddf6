package org.ponder.engine.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;
import org.ponder.engine.tokenizer.Tokenizer;

/** The tags around thoughts are tokens where a vocabulary has them, whatever type it gives them. */
class ThoughtTagTokensTest {
    private static final Pattern TAG = Pattern.compile("<[^>]+>|\\[[^]]+]|◁[^▷]+▷");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PHRASES")
    void tagsAreFoundInWhatTheTemplateWroteAlone(ThoughtTags tags) throws GgufFormatException {
        for (String text : List.of(tags.opening(), tags.closing())) {
            List<String> found = TAG.matcher(text).results().map(tag -> tag.group()).toList();
            assertFalse(found.isEmpty(), text);
            List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
            tokens.addAll(found.stream().distinct().toList());
            assertEquals(found, specials(tokens, text, true));
            assertEquals(List.of(), specials(tokens, text, false));
        }
    }

    /** The tags among the tokens of a text, in a vocabulary whose tokens have no types. */
    private static List<String> specials(List<String> tokens, String text, boolean trusted)
            throws GgufFormatException {
        Tokenizer tokenizer =
                Tokenizer.of(
                        Metadata.of(
                                Map.of(
                                        "tokenizer.ggml.model",
                                        "llama",
                                        "tokenizer.ggml.tokens",
                                        tokens,
                                        "tokenizer.ggml.scores",
                                        Collections.nCopies(tokens.size(), 0f))));
        return Arrays.stream(tokenizer.encodeParts(List.of(new Tokenizer.Part(text, trusted))))
                .mapToObj(tokens::get)
                .filter(token -> TAG.matcher(token).matches() && !token.equals("<unk>"))
                .toList();
    }
}
