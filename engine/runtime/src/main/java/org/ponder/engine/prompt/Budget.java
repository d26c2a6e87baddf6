package org.ponder.engine.prompt;

/**
 * What one rendering may spend. Templates come with downloaded files, so every loop, every call and
 * every character made is paid for here, and a hostile one ends with a sentence instead of filling
 * the memory or never returning.
 */
final class Budget {
    /** Nested evaluations; keeps the Java stack below some 300 kB. */
    private static final int MAX_DEPTH = 400;

    private static final long BASE_STEPS = 10_000_000;
    private static final long BASE_CHARACTERS = 16_000_000;
    private static final int CHARACTERS_PER_INPUT_CHARACTER = 64;

    /** What an object costs besides its characters, in characters. */
    private static final int OBJECT = 16;

    private long steps = BASE_STEPS;
    private long characters;
    private int depth;

    /**
     * @param inputCharacters size of what the caller gave to render: long conversations may be
     *     copied around more
     */
    Budget(long inputCharacters) {
        this.characters = BASE_CHARACTERS + CHARACTERS_PER_INPUT_CHARACTER * inputCharacters;
    }

    /** Pays for one evaluation. */
    void step() {
        steps(1);
    }

    /** Pays for work that makes nothing, such as comparing. */
    void steps(long count) {
        steps -= count;
        if (steps < 0) {
            throw new TemplateFailure("it takes too many steps");
        }
    }

    /** Pays for reading through so many characters. */
    void scan(long count) {
        steps(count >> 4);
    }

    /**
     * Pays for a product or a quotient of whole numbers of so many bits. Usual ones cost nothing:
     * their evaluation is paid for.
     */
    void product(long bits, long otherBits) {
        steps((bits * otherBits) >> 16);
    }

    /** Pays for reading through a value once, as any filter or test of a text may. */
    void read(Value value) {
        if (value instanceof Text text) {
            scan(text.length());
        }
    }

    /** Pays for characters before they are made. */
    void characters(long count) {
        characters -= count;
        if (count < 0 || characters < 0) {
            throw new TemplateFailure("it makes too much text");
        }
    }

    /** Pays for objects before they are made. */
    void objects(long count) {
        characters(count > Integer.MAX_VALUE ? count : count * OBJECT);
    }

    /** Pays for a text that was cut out of another. */
    Text made(Text text) {
        characters(text.length() + (long) OBJECT);
        return text;
    }

    /** Goes one level deeper; {@link #leave} must follow. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new TemplateFailure("it is nested too deeply");
        }
        step();
    }

    /** Comes back from a level. */
    void leave() {
        depth--;
    }
}
