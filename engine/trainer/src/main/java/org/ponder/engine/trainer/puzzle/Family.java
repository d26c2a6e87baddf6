package org.ponder.engine.trainer.puzzle;

import java.util.Locale;
import java.util.Random;

/** A kind of question. */
public enum Family {
    COUNT(10, LetterPuzzles::count),
    SPELL(7, LetterPuzzles::spell),
    REVERSE(8, LetterPuzzles::reverse),
    SORT_LETTERS(9, LetterPuzzles::sortLetters),
    ADD(5, ArithmeticPuzzles::add),
    SUBTRACT(6, ArithmeticPuzzles::subtract),
    MULTIPLY(4, ArithmeticPuzzles::multiply),
    COMPARE(5, ComparePuzzles::compare),
    DATES(6, DatePuzzles::dates),
    WEEKDAYS(4, DatePuzzles::weekdays),
    SORT_LIST(14, SortPuzzles::sortList),
    MARBLE(14, MarblePuzzles::marble),
    ORDER(12, OrderPuzzles::order),
    SENTENCES(4, SentencePuzzles::sentences),
    TALK(8, TalkPuzzles::talk),
    DECLINE(13, DeclinePuzzles::decline);

    /** Makes a question of a family. */
    @FunctionalInterface
    interface Maker {
        Puzzle make(Split split, Random random);
    }

    private final int share;

    @SuppressWarnings("ImmutableEnumChecker") // Static methods without state.
    private final Maker maker;

    Family(int share, Maker maker) {
        this.share = share;
        this.maker = maker;
    }

    /** How often it comes in training, against the others. */
    public int share() {
        return share;
    }

    /** A random question; the same for the same state of {@code random}. */
    public Puzzle make(Split split, Random random) {
        return maker.make(split, random);
    }

    /** Whether an answer says honestly that the question is too hard. */
    public static boolean declined(String answer) {
        return Graders.declines().right(answer);
    }

    /** Its name for people: "sort letters". */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A family drawn by its share. */
    public static Family draw(Random random) {
        int total = 0;
        for (Family family : values()) {
            total += family.share;
        }
        int at = random.nextInt(total);
        for (Family family : values()) {
            at -= family.share;
            if (at < 0) {
                return family;
            }
        }
        throw new IllegalStateException("The shares add up.");
    }
}
