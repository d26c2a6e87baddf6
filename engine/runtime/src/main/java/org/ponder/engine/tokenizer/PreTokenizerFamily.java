package org.ponder.engine.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The pre-tokenizers of the byte-level models that Ponder runs, under the names that {@code
 * tokenizer.ggml.pre} gives them. The expressions are facts about the models: they are those of
 * their published {@code tokenizer.json}, with which they were trained. Where llama.cpp's differ,
 * for want of a regular expression engine with Unicode classes, the published ones are right.
 */
// The lists and sets are made by List.of and Set.of.
@SuppressWarnings("ImmutableEnumChecker")
enum PreTokenizerFamily {
    LLAMA3(
            List.of(
                    "llama-bpe",
                    "llama3",
                    "llama-v3",
                    "falcon3",
                    "falcon-h1",
                    "pixtral",
                    "midm-2.0",
                    "lfm2"),
            Set.of(Trait.WHOLE_PIECES, Trait.BEGINS_WITH_BOS),
            Expressions.CL100K_DIGITS_BY_3),
    SMAUG(List.of("smaug-bpe", "dbrx", "glm4", "chatglm-bpe"), Expressions.CL100K_DIGITS_BY_3),
    QWEN2(
            List.of("qwen2", "deepseek-r1-qwen", "megrez", "kormo", "f2llmv2", "stablelm2"),
            Set.of(Trait.COMPOSES),
            Expressions.CL100K_SINGLE_DIGITS),
    QWEN35(
            List.of("qwen35"),
            Set.of(Trait.COMPOSES),
            Expressions.CONTRACTION
                    + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+|\\p{N}"
                    + "| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*"
                    + Expressions.BLANKS),
    SINGLE_DIGITS(List.of("hunyuan", "solar-open", "grok-2"), Expressions.CL100K_SINGLE_DIGITS),
    SEED_CODER(
            List.of("seed-coder"),
            Expressions.CONTRACTION
                    + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1}| ?[^\\s\\p{L}\\p{N}\\r\\n]+"
                    + Expressions.BLANKS),
    BAILING(
            List.of("bailingmoe", "bailingmoe2", "llada-moe"),
            "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+|\\p{N}"
                    + "| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+"),
    GPT4O(
            List.of("gpt-4o", "llama4", "kanana2", "minimax-m2"),
            "[^\\r\\n\\p{L}\\p{N}]?"
                    + Expressions.UPPER
                    + "*"
                    + Expressions.LOWER
                    + "+"
                    + Expressions.CONTRACTION
                    + "?"
                    + "|[^\\r\\n\\p{L}\\p{N}]?"
                    + Expressions.UPPER
                    + "+"
                    + Expressions.LOWER
                    + "*"
                    + Expressions.CONTRACTION
                    + "?"
                    + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*"
                    + Expressions.BLANKS),
    TEKKEN(
            List.of("tekken"),
            Set.of(Trait.WHOLE_PIECES, Trait.BEGINS_WITH_BOS),
            "[^\\r\\n\\p{L}\\p{N}]?"
                    + Expressions.UPPER
                    + "*"
                    + Expressions.LOWER
                    + "+"
                    + "|[^\\r\\n\\p{L}\\p{N}]?"
                    + Expressions.UPPER
                    + "+"
                    + Expressions.LOWER
                    + "*"
                    + "|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*"
                    + Expressions.BLANKS),
    EXAONE_MOE(
            List.of("exaone-moe"),
            Expressions.CONTRACTION
                    + "|[^\\r\\n\\p{L}\\p{N}]?(?:\\p{L}\\p{M}*(?: \\p{L}\\p{M}*)*)+|\\p{N}"
                    + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]?|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+"),
    YOUTU(
            List.of("youtu"),
            Set.of(Trait.WHOLE_PIECES),
            "[\uAC00-\uD7A3\u3131-\u318E]+"
                    + "|[\uFF01\u2026\u201C\u201D\u2018\u2019\u2014\uFF1A\uFF1B\uFF0C"
                    + "\u3001-\u303F\uFE30-\uFE4F]+|[\u3105-\u312F]+"
                    + "|[\u4E00-\u9FA5\u3040-\u309F\u30A0-\u30FF]+",
            "[^\\r\\n\\p{L}\\p{N}]?"
                    + Expressions.UPPER
                    + "*"
                    + Expressions.LOWER
                    + "+"
                    + Expressions.CONTRACTION
                    + "?"
                    + "|[^\\r\\n\\p{L}\\p{N}]?"
                    + Expressions.UPPER
                    + "+"
                    + Expressions.LOWER
                    + "*"
                    + Expressions.CONTRACTION
                    + "?"
                    + "|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*"
                    + Expressions.BLANKS),
    KIMI(
            List.of("kimi-k2"),
            "[\\p{Han}]+"
                    + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{Han}]]*"
                    + "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{Han}]]+"
                    + Expressions.CONTRACTION
                    + "?"
                    + "|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{Han}]]+"
                    + "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}&&[^\\p{Han}]]*"
                    + Expressions.CONTRACTION
                    + "?"
                    + "|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
                    + Expressions.BLANKS),
    DEEPSEEK_V3(
            List.of("deepseek-v3", "hunyuan-dense", "joyai-llm"),
            "\\p{N}{1,3}",
            "[\u4E00-\u9FA5\u3040-\u309F\u30A0-\u30FF]+",
            "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+"
                    + "|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*"
                    + Expressions.BLANKS),
    DEEPSEEK_LLM(
            List.of("deepseek-llm"),
            "[\\r\\n]",
            "\\s?[" + Expressions.CASED_LETTERS + "]+",
            "\\s?[!-/:-~\uFF01-\uFF0F\uFF1A-\uFF5E\u2018-\u201F\u3000-\u3002]+",
            "\\s+$",
            Expressions.EAST_ASIAN,
            "\\p{N}"),
    DEEPSEEK_CODER(
            List.of("deepseek-coder"),
            "[\\r\\n]",
            "\\s?\\p{L}+",
            "\\s?\\p{P}+",
            Expressions.EAST_ASIAN,
            "\\p{N}"),
    GPT2(
            List.of(
                    "gpt-2",
                    "phi-2",
                    "jais",
                    "trillion",
                    "granite-docling",
                    "gigachat",
                    "a.x-4.0",
                    "mellum",
                    "exaone4",
                    "modern-bert"),
            Expressions.GPT2),
    NEOX(List.of("mpt", "olmo"), Set.of(Trait.COMPOSES), Expressions.GPT2),
    COMMAND_R(List.of("command-r"), Set.of(Trait.COMPOSES), "\\p{N}", Expressions.GPT2),
    DIGITS_FIRST(
            List.of("starcoder", "refact", "smollm", "codeshell", "exaone", "minerva-7b"),
            "\\p{N}",
            Expressions.GPT2),
    FALCON(List.of("falcon"), "[\\p{P}$+<=>^~|`]+", Expressions.GPT2, "\\p{N}+", "[0-9][0-9][0-9]"),
    DEFAULT(
            List.of("default"),
            "[\\p{P}$+<=>^~|]+",
            Expressions.GPT2,
            "\\p{N}+",
            "[0-9][0-9][0-9]");

    /** What a family does beside cutting. */
    enum Trait {
        /** Text is put into Unicode's composed form (NFC) first. */
        COMPOSES,
        /** A piece that is a token is taken whole, even where merging would not lead to it. */
        WHOLE_PIECES,
        /** A prompt begins with the model's BOS unless the file says otherwise. */
        BEGINS_WITH_BOS
    }

    /** The name that files without one are read as. */
    static final String WHEN_MISSING = "default";

    private final List<String> names;
    private final Set<Trait> traits;
    private final List<String> expressions;

    PreTokenizerFamily(List<String> names, Set<Trait> traits, String... expressions) {
        this.names = names;
        this.traits = traits;
        this.expressions = List.of(expressions);
    }

    PreTokenizerFamily(List<String> names, String... expressions) {
        this(names, Set.of(), expressions);
    }

    /** The family of a name in {@code tokenizer.ggml.pre}. */
    static Optional<PreTokenizerFamily> named(String name) {
        for (PreTokenizerFamily family : values()) {
            if (family.names.contains(name)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    /** All names, for a message. */
    static String knownNames() {
        Set<String> all = new TreeSet<>();
        for (PreTokenizerFamily family : values()) {
            all.addAll(family.names);
        }
        return String.join(", ", all);
    }

    /** What cuts the text, in order. */
    List<String> expressions() {
        return expressions;
    }

    boolean beginsWithBos() {
        return traits.contains(Trait.BEGINS_WITH_BOS);
    }

    PreTokenizer create() {
        List<SplitPattern> patterns = new ArrayList<>();
        for (String expression : expressions) {
            patterns.add(SplitPattern.of(expression));
        }
        return new PreTokenizer(
                patterns, traits.contains(Trait.COMPOSES), traits.contains(Trait.WHOLE_PIECES));
    }

    /** What the expressions above have in common. */
    private static final class Expressions {
        static final String CONTRACTION = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";

        /** White space: up to the last line break, else all but the last, else all. */
        static final String BLANKS = "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

        static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
        static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";

        private static final String WORDS = CONTRACTION + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+";
        private static final String REST = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*" + BLANKS;
        static final String CL100K_DIGITS_BY_3 = WORDS + "|\\p{N}{1,3}" + REST;
        static final String CL100K_SINGLE_DIGITS = WORDS + "|\\p{N}" + REST;

        static final String GPT2 =
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+"
                        + "|\\s+(?!\\S)|\\s+";

        static final String EAST_ASIAN = "[\u4E00-\u9FA5\u0800-\u4E00\uAC00-\uD7FF]+";

        /** The letters with case that DeepSeek LLM's tokenizer lists: not all that Unicode has. */
        static final String CASED_LETTERS =
                ""
                        + "A-Za-z\u00B5\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u01BA\u01BC-\u01BF"
                        + "\u01C4-\u0293\u0295-\u02AF\u0370-\u0373\u0376-\u0377\u037B-\u037D"
                        + "\u037F\u0386\u0388-\u038A\u038C\u038E-\u03A1\u03A3-\u03F5"
                        + "\u03F7-\u0481\u048A-\u052F\u0531-\u0556\u10A0-\u10C5\u13A0-\u13F5"
                        + "\u13F8-\u13FD\u1C90-\u1CBA\u1CBD-\u1CBF\u1D00-\u1D2B\u1D6B-\u1D77"
                        + "\u1D79-\u1D9A\u1E00-\u1F15\u1F18-\u1F1D\u1F20-\u1F45\u1F48-\u1F4D"
                        + "\u1F50-\u1F57\u1F59\u1F5B\u1F5D\u1F5F-\u1F7D\u1F80-\u1FB4"
                        + "\u1FB6-\u1FBC\u1FBE\u1FC2-\u1FC4\u1FC6-\u1FCC\u1FD0-\u1FD3"
                        + "\u1FD6-\u1FDB\u1FE0-\u1FEC\u1FF2-\u1FF4\u1FF6-\u1FFC\u2102\u2107"
                        + "\u210A-\u2113\u2115\u2119-\u211D\u2124\u2126\u2128\u212A-\u212D"
                        + "\u212F-\u2134\u2139\u213C-\u213F\u2145-\u2149\u214E\u2183-\u2184"
                        + "\u2C00-\u2C7B\u2C7E-\u2CE4\u2CEB-\u2CEE\u2CF2-\u2CF3\uA640-\uA66D"
                        + "\uA680-\uA69B\uA722-\uA76F\uA771-\uA787\uA78B-\uA78E\uAB70-\uABBF"
                        + "\uFB00-\uFB06\uFB13-\uFB17\uFF21-\uFF3A\uFF41-\uFF5A"
                        + "\uD801\uDC00-\uD801\uDC4F\uD801\uDCB0-\uD801\uDCD3"
                        + "\uD801\uDCD8-\uD801\uDCFB\uD803\uDC80-\uD803\uDCB2"
                        + "\uD803\uDCC0-\uD803\uDCF2\uD806\uDCA0-\uD806\uDCDF"
                        + "\uD83A\uDD00-\uD83A\uDD43";

        private Expressions() {}
    }
}
