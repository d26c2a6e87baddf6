package org.ponder.engine.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;
import org.ponder.engine.gguf.Utf8Strings;

/** Makes a {@link Tokenizer} of a file's metadata, and checks that the metadata is sound. */
final class TokenizerLoader {
    private static final String NAME = "general.name";
    private static final String MODEL = "tokenizer.ggml.model";
    private static final String PRE = "tokenizer.ggml.pre";
    private static final String TOKENS = "tokenizer.ggml.tokens";
    private static final String TYPES = "tokenizer.ggml.token_type";
    private static final String SCORES = "tokenizer.ggml.scores";
    private static final String BOS = "tokenizer.ggml.bos_token_id";
    private static final String EOS = "tokenizer.ggml.eos_token_id";
    private static final String EOT = "tokenizer.ggml.eot_token_id";
    private static final String EOM = "tokenizer.ggml.eom_token_id";
    private static final String UNKNOWN = "tokenizer.ggml.unknown_token_id";
    private static final String ADD_BOS = "tokenizer.ggml.add_bos_token";
    private static final String ADD_BLANK = "tokenizer.ggml.add_space_prefix";

    /** SentencePiece's numbers for unknown, BOS and EOS, where a file does not give them. */
    private static final int DEFAULT_UNKNOWN = 0;

    private static final int DEFAULT_BOS = 1;
    private static final int DEFAULT_EOS = 2;

    /** How files say that there is no such token: -1, in 32 bits with or without a sign. */
    private static final Set<Long> NO_TOKEN = Set.of(-1L, 0xFFFF_FFFFL);

    private final Metadata metadata;
    private final Consumer<String> ignored;

    /**
     * @param ignored receives each key that names a token which is not there
     */
    TokenizerLoader(Metadata metadata, Consumer<String> ignored) {
        this.metadata = metadata;
        this.ignored = ignored;
    }

    Tokenizer load() throws GgufFormatException {
        return isBytePair() ? bytePair() : sentencePiece();
    }

    /** Fails where the file names a tokenizer or pre-tokenizer that is not known. */
    void check() throws GgufFormatException {
        if (isBytePair()) {
            family();
        }
    }

    private boolean isBytePair() throws GgufFormatException {
        String model = metadata.requireString(MODEL);
        return switch (model) {
            case "gpt2" -> true;
            case "llama" -> false;
            default ->
                    throw metadata.fault(
                            MODEL,
                            "Ponder does not know the tokenizer \""
                                    + model
                                    + "\"; it knows gpt2 and llama");
        };
    }

    private Tokenizer bytePair() throws GgufFormatException {
        PreTokenizerFamily family = family();
        Vocabulary vocabulary = vocabulary(Spelling.BYTE_LEVEL);
        if (!metadata.contains(MergeTable.MERGES)) {
            throw metadata.fault(MergeTable.MERGES, "The file lacks its tokenizer's merges");
        }
        MergeTable merges = MergeTable.of(metadata, vocabulary);
        PreTokenizer preTokenizer = family.create();
        OptionalInt bos = id(BOS, vocabulary, OptionalInt.empty());
        OptionalInt eos = id(EOS, vocabulary, OptionalInt.empty());
        return new Tokenizer(
                vocabulary,
                specials(vocabulary),
                new Algorithm.BytePair(vocabulary, merges, preTokenizer),
                settings(vocabulary, bos, eos, family.beginsWithBos(), false));
    }

    private Tokenizer sentencePiece() throws GgufFormatException {
        Vocabulary vocabulary = vocabulary(Spelling.BLOCKS_FOR_BLANKS);
        float[] scores = metadata.floats(SCORES);
        if (scores.length != vocabulary.size()) {
            throw metadata.fault(
                    SCORES,
                    "There must be a score for each of "
                            + vocabulary.size()
                            + " tokens, and there are "
                            + scores.length);
        }
        ScoreOrder order = new ScoreOrder(scores);
        boolean blankFirst = metadata.flag(ADD_BLANK, true);
        int unknown =
                id(UNKNOWN, vocabulary, OptionalInt.of(DEFAULT_UNKNOWN)).orElse(Vocabulary.NONE);
        OptionalInt bos = id(BOS, vocabulary, OptionalInt.of(DEFAULT_BOS));
        OptionalInt eos = id(EOS, vocabulary, OptionalInt.of(DEFAULT_EOS));
        return new Tokenizer(
                vocabulary,
                specials(vocabulary),
                new Algorithm.SentencePiece(vocabulary, order, unknown, blankFirst),
                settings(vocabulary, bos, eos, true, blankFirst));
    }

    private SpecialTokens specials(Vocabulary vocabulary) throws GgufFormatException {
        // No key says it, so the model is known by its name, as llama.cpp does.
        String name = metadata.string(NAME).orElse("").toLowerCase(Locale.ROOT);
        boolean phi3 = name.replace('-', ' ').replace("phi3", "phi 3").contains("phi 3");
        return new SpecialTokens(vocabulary, phi3);
    }

    private PreTokenizerFamily family() throws GgufFormatException {
        String name = metadata.string(PRE).orElse(PreTokenizerFamily.WHEN_MISSING);
        Optional<PreTokenizerFamily> family = PreTokenizerFamily.named(name);
        if (family.isEmpty()) {
            throw metadata.fault(
                    PRE,
                    "Ponder does not know the pre-tokenizer \""
                            + name
                            + "\"; it knows "
                            + PreTokenizerFamily.knownNames());
        }
        return family.get();
    }

    private Vocabulary vocabulary(Spelling spelling) throws GgufFormatException {
        Utf8Strings tokens = metadata.utf8Strings(TOKENS);
        if (tokens.size() == 0) {
            throw metadata.fault(TOKENS, "The file lacks its tokenizer's tokens");
        }
        TokenType[] types = types(tokens.size());
        long together = 0;
        for (int id = 0; id < types.length; id++) {
            if (types[id] == TokenType.BYTE
                    && Spelling.byteValue(tokens.string(id).getBytes(StandardCharsets.UTF_8)) < 0) {
                throw metadata.fault(TOKENS, "Token " + id + " must spell a byte, as <0x0A> does");
            }
            int bytes = tokens.to(id) - tokens.from(id);
            if (!SpecialTokens.isSpecial(types[id])) {
                continue;
            }
            if (bytes > SpecialTokens.LONGEST) {
                throw metadata.fault(
                        TOKENS,
                        "Token "
                                + id
                                + " is not merged from text, and such a token may have "
                                + SpecialTokens.LONGEST
                                + " bytes, not "
                                + bytes);
            }
            together += bytes;
        }
        if (together > SpecialTokens.MOST) {
            throw metadata.fault(
                    TOKENS,
                    "The tokens that are not merged from text may have "
                            + SpecialTokens.MOST
                            + " bytes together, not "
                            + together);
        }
        Vocabulary vocabulary = new Vocabulary(tokens, types, spelling);
        EndOfTurn.makeControl(vocabulary);
        ThoughtTokens.makeDefined(vocabulary);
        return vocabulary;
    }

    private TokenType[] types(int count) throws GgufFormatException {
        TokenType[] types = new TokenType[count];
        if (!metadata.contains(TYPES)) {
            Arrays.fill(types, TokenType.NORMAL);
            return types;
        }
        int[] numbers = metadata.integers(TYPES);
        if (numbers.length != count) {
            throw metadata.fault(
                    TYPES,
                    "There must be a type for each of "
                            + count
                            + " tokens, and there are "
                            + numbers.length);
        }
        for (int id = 0; id < count; id++) {
            if (!TokenType.known(numbers[id])) {
                throw metadata.fault(
                        TYPES, "Token " + id + " has the type " + numbers[id] + ", which is none");
            }
            types[id] = TokenType.ofId(numbers[id]);
        }
        return types;
    }

    private TokenizerSettings settings(
            Vocabulary vocabulary,
            OptionalInt bos,
            OptionalInt eos,
            boolean bosByDefault,
            boolean blankFirst)
            throws GgufFormatException {
        Set<Integer> ends = new TreeSet<>(EndOfTurn.ids(vocabulary));
        OptionalInt eot = id(EOT, vocabulary, OptionalInt.empty());
        OptionalInt eom = id(EOM, vocabulary, OptionalInt.empty());
        for (OptionalInt end : List.of(eos, eot, eom)) {
            if (end.isPresent()) {
                ends.add(end.getAsInt());
            }
        }
        boolean addBos = metadata.flag(ADD_BOS, bosByDefault) && bos.isPresent();
        return new TokenizerSettings(bos, eos, addBos, blankFirst, ends);
    }

    /**
     * The token that a key names. Some files name one that they do not have, of a vocabulary that
     * was cut: that is as if they named none, and is told.
     */
    private OptionalInt id(String key, Vocabulary vocabulary, OptionalInt whenMissing)
            throws GgufFormatException {
        if (metadata.contains(key)) {
            long id = metadata.requireInteger(key);
            if (id >= 0 && id < vocabulary.size()) {
                return OptionalInt.of((int) id);
            }
            if (!NO_TOKEN.contains(id)) {
                ignored.accept(key);
            }
        }
        return whenMissing.isPresent() && whenMissing.getAsInt() < vocabulary.size()
                ? whenMissing
                : OptionalInt.empty();
    }
}
