package org.ponder.engine.trainer.puzzle;

import java.util.Random;
import java.util.Set;

/** Numbers to ask about. Those that begin with certain three digits are held out, from 100 up. */
final class Numbers {
    private static final Set<String> HELD_OUT =
            Set.of(
                    "371", "374", "378", "382", "386", "389", "390", "393", "397", "621", "625",
                    "628", "630", "634", "637", "851", "856", "859");

    private Numbers() {}

    /** Whether a number is kept from training. */
    static boolean heldOut(long number) {
        String digits = Long.toString(Math.abs(number));
        return digits.length() >= 3 && HELD_OUT.contains(digits.substring(0, 3));
    }

    /** A number for training, of so many digits, short ones as often as long ones. */
    static long any(Split split, Random random, int fewest, int most) {
        while (true) {
            int digits = fewest + random.nextInt(most - fewest + 1);
            long number = ofDigits(random, digits);
            if (split == Split.HELD_OUT || !heldOut(number)) {
                return number;
            }
        }
    }

    /** A number that makes a question a held-out one; for training, any other. */
    static long telling(Split split, Random random, int fewest, int most) {
        while (true) {
            long number = any(split, random, fewest, most);
            if (heldOut(number) == (split == Split.HELD_OUT)) {
                return number;
            }
        }
    }

    private static long ofDigits(Random random, int digits) {
        long low = digits == 1 ? 0 : Math.round(Math.pow(10, digits - 1));
        long high = Math.round(Math.pow(10, digits));
        return low + random.nextLong(high - low);
    }
}
