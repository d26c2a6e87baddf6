package org.ponder.engine.tokenizer;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;

/**
 * A model's tokenizer. It never changes and may be used from any thread.
 *
 * <p>Text is made well-formed first: a surrogate without its other half becomes U+FFFD, and so do
 * bytes that are no UTF-8.
 */
public final class Tokenizer {
    /**
     * A part of a prompt.
     *
     * @param text the text
     * @param trusted whether it may contain control tokens: true for what the model's template
     *     wrote, false for what a person or a document did
     */
    public record Part(String text, boolean trusted) {}

    private enum Mode implements SpecialTokens.Permission {
        ALL,
        NO_CONTROL;

        @Override
        public boolean allows(SpecialTokens.Kind kind, int from, int to) {
            return this == ALL || kind != SpecialTokens.Kind.CONTROL;
        }
    }

    private final Vocabulary vocabulary;
    private final SpecialTokens specials;
    private final Algorithm algorithm;
    private final TokenizerSettings settings;

    Tokenizer(
            Vocabulary vocabulary,
            SpecialTokens specials,
            Algorithm algorithm,
            TokenizerSettings settings) {
        this.vocabulary = vocabulary;
        this.specials = specials;
        this.algorithm = algorithm;
        this.settings = settings;
    }

    /**
     * The tokenizer that a file's metadata describes.
     *
     * @throws GgufFormatException if the metadata is not sound, or names a kind of tokenizer that
     *     Ponder does not know
     */
    public static Tokenizer of(Metadata metadata) throws GgufFormatException {
        return of(metadata, key -> {});
    }

    /**
     * As {@link #of(Metadata)}, with someone to tell.
     *
     * @param ignored receives each key that names a token which the file does not have, and which
     *     is ignored for that
     */
    public static Tokenizer of(Metadata metadata, Consumer<String> ignored)
            throws GgufFormatException {
        return new TokenizerLoader(metadata, ignored).load();
    }

    /**
     * Asks only whether Ponder knows a tokenizer of this kind, without making one.
     *
     * @throws GgufFormatException if it does not
     */
    public static void check(Metadata metadata) throws GgufFormatException {
        new TokenizerLoader(metadata, key -> {}).check();
    }

    /**
     * Encodes a text. No BOS is added.
     *
     * @param parseSpecial whether control tokens that the text spells out become those tokens;
     *     otherwise no control token comes out, whatever the text says. Tokens that the model's
     *     makers defined for use in text are found either way
     */
    public int[] encode(String text, boolean parseSpecial) {
        return encode(wellFormed(text), parseSpecial ? Mode.ALL : Mode.NO_CONTROL, true);
    }

    /**
     * Encodes more of a text that is encoded up to some token, control tokens that it spells out
     * included.
     *
     * @param before the token that it follows
     */
    public int[] encodeAfter(int before, String text) {
        boolean first = specials.isSpecial(checked(before));
        return encode(wellFormed(text), Mode.ALL, first);
    }

    /** Encodes a text given as UTF-8. */
    public int[] encodeBytes(byte[] utf8, boolean parseSpecial) {
        Utf8Assembler assembler = newAssembler();
        return encode(assembler.feed(utf8) + assembler.finish(), parseSpecial);
    }

    /**
     * Encodes a prompt as one text, so that words may run across its parts, but finds control
     * tokens, and others that look like markup ({@code <think>}), in trusted text alone.
     */
    public int[] encodeParts(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        TrustedRanges ranges = new TrustedRanges();
        for (Part part : parts) {
            text.append(wellFormed(part.text()));
            ranges.add(text.length(), part.trusted());
        }
        return encode(text.toString(), ranges, true);
    }

    /** The text of tokens, control tokens included; undoes {@link #encode}. */
    public String decode(int[] ids) {
        Utf8Assembler assembler = newAssembler();
        StringBuilder text = new StringBuilder();
        for (int id : ids) {
            text.append(assembler.feed(bytes(id)));
        }
        text.append(assembler.finish());
        boolean blankAdded =
                settings.blankFirst()
                        && ids.length > 0
                        && !isControl(ids[0])
                        && text.indexOf(" ") == 0;
        return blankAdded ? text.substring(1) : text.toString();
    }

    /**
     * The bytes of text that a token stands for; they may be part of a character.
     *
     * @throws IllegalArgumentException if there is no such token
     */
    public byte[] bytes(int id) {
        return vocabulary.text(checked(id));
    }

    /** Whether a token is structure, not text. */
    public boolean isControl(int id) {
        return vocabulary.type(checked(id)) == TokenType.CONTROL;
    }

    /** The token that stands for exactly this text. */
    public OptionalInt idOf(String token) {
        int special = specials.find(token);
        if (special != Vocabulary.NONE) {
            return OptionalInt.of(special);
        }
        int id = vocabulary.ofText(token);
        return id == Vocabulary.NONE ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** How many tokens there are; ids are below it. */
    public int vocabularySize() {
        return vocabulary.size();
    }

    /** The token that begins a text. */
    public OptionalInt bos() {
        return settings.bos();
    }

    /** The token that ends a text. */
    public OptionalInt eos() {
        return settings.eos();
    }

    /** Whether the model expects {@link #bos} before a prompt that does not bring it. */
    public boolean addBos() {
        return settings.addBos();
    }

    /** The tokens with which the model ends its turn. */
    public Set<Integer> endOfTurn() {
        return settings.endOfTurn();
    }

    /** Puts the bytes of tokens together as they come. */
    public Utf8Assembler newAssembler() {
        return new Utf8Assembler();
    }

    /**
     * Encodes a text.
     *
     * @param begins whether it begins a text or follows a special token
     */
    private int[] encode(String text, SpecialTokens.Permission permission, boolean begins) {
        FragmentEncoder encoder = algorithm.newEncoder();
        IntList ids = new IntList();
        boolean first = begins;
        int fragment = 0;
        int at = 0;
        while (at < text.length()) {
            int special = specials.match(text, at, permission);
            if (special == Vocabulary.NONE) {
                at++;
                continue;
            }
            if (at > fragment) {
                encoder.encode(text.substring(fragment, at), first, ids);
            }
            ids.add(special);
            at = specials.end(special, text, at);
            fragment = at;
            first = true;
        }
        if (at > fragment) {
            encoder.encode(text.substring(fragment), first, ids);
        }
        return ids.toArray();
    }

    private int checked(int id) {
        if (id < 0 || id >= vocabulary.size()) {
            throw new IllegalArgumentException(
                    "There is no token "
                            + id
                            + ": the vocabulary has "
                            + vocabulary.size()
                            + " tokens, numbered from 0.");
        }
        return id;
    }

    private static String wellFormed(String text) {
        @Nullable StringBuilder fixed = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean paired =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (paired) {
                i++;
            } else {
                fixed = fixed == null ? new StringBuilder(text) : fixed;
                fixed.setCharAt(i, '\uFFFD');
            }
        }
        return fixed == null ? text : fixed.toString();
    }
}
