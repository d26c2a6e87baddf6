package org.ponder.app.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tokenizer.Tokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Text to token ids, and back. */
@Command(
        name = "tokens",
        description = {
            "Reads a string, or {\"hex\": \"…\"} for raw bytes, and writes an array of token ids.",
            "No beginning-of-text token is added."
        },
        mixinStandardHelpOptions = true)
final class InspectTokens implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "A GGUF file.")
    private Path model;

    @Option(names = "--special", description = "Turn the text of special tokens into those tokens.")
    private boolean special;

    @Option(
            names = "--decode",
            description = {
                "Read an array of ids and write the string,",
                "or {\"hex\": \"…\"} where the bytes are no UTF-8."
            })
    private boolean decode;

    InspectTokens(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try (GgufFile file = GgufFile.open(ModelFile.existing(model))) {
            Tokenizer tokenizer = Tokenizer.of(file.metadata());
            JsonLines.answer(
                    terminal, line -> decode ? decode(tokenizer, line) : encode(tokenizer, line));
        }
        return 0;
    }

    private int[] encode(Tokenizer tokenizer, JsonNode line) {
        if (line.isString()) {
            return tokenizer.encode(line.stringValue(), special);
        }
        if (line.isObject() && line.path("hex").isString()) {
            return tokenizer.encodeBytes(bytes(line.path("hex").stringValue()), special);
        }
        throw new UserMistake("The line must be a string or {\"hex\": \"…\"}.");
    }

    private static Object decode(Tokenizer tokenizer, JsonNode line) {
        int[] ids = TokenIds.of(line, tokenizer.vocabularySize());
        int length = 0;
        for (int id : ids) {
            length += tokenizer.bytes(id).length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        for (int id : ids) {
            bytes.put(tokenizer.bytes(id));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return Map.of("hex", HexFormat.of().formatHex(bytes.array()));
        }
    }

    private static byte[] bytes(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new UserMistake("The value of \"hex\" must be pairs of hexadecimal digits.", e);
        }
    }
}
