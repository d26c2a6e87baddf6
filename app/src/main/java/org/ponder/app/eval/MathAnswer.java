package org.ponder.app.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compares answers as a mathematician would: 1/2, 0.5, 50 % and \frac{1}{2} are one number, 1,000
 * is a thousand, (x+1)^2 is x^2+2x+1, and the solutions 2 and -1 are those in any order.
 */
final class MathAnswer {
    /** In characters; what is longer is what a model repeats, and no answer. */
    static final int LONGEST = 2000;

    private static final Pattern THOUSANDS =
            Pattern.compile("(?<![\\d.,])(\\d{1,3}(?:[, ]\\d{3})+)(?![\\d,])");
    private static final Pattern NAMED =
            Pattern.compile("^[A-Za-z](?:_\\{?\\w+\\}?|\\([a-z]\\))?\\s*(?:=|\\\\in)\\s*(.+)$");
    private static final Pattern MIXED = Pattern.compile("(?<![\\d.])(\\d+) (\\d+)/(\\d+)");
    private static final Pattern UNIT =
            Pattern.compile(
                    "^(.*[\\d)}π%])(?:\\s+[A-Za-z]{1,}[A-Za-z. ]*"
                            + "|(?:mm|cm|km|kg|mg|ml|ft|in|mph|sec|min|hours?|days?|years?))"
                            + "(?:\\^\\{?\\d\\}?)?(?:/[a-z]+)?$");
    private static final Pattern PHRASE =
            Pattern.compile(
                    "[\\p{L}\\p{N}\\s.,'\"!?;:()-]*\\p{L}{2}[\\p{L}\\p{N}\\s.,'\"!?;:()-]*");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d*\\.\\d+");

    /** So many digits of a decimal stand for the number they round. */
    private static final int ROUNDED_DIGITS = 6;

    private MathAnswer() {}

    /** Whether the given answer says the same as the expected one. */
    static boolean same(String expected, String given) {
        if (expected.length() > LONGEST || given.length() > LONGEST || given.isBlank()) {
            return false;
        }
        String e = Latex.plain(expected);
        String g = Latex.plain(given);
        return sameText(e, g) || sameList(e, g) || sameList(thousandsJoined(e), thousandsJoined(g));
    }

    private static String thousandsJoined(String text) {
        return THOUSANDS.matcher(text).replaceAll(found -> found.group(1).replaceAll("[, ]", ""));
    }

    private static boolean sameText(String e, String g) {
        return squeezed(e).equals(squeezed(g));
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s{}]", "");
    }

    private static boolean sameList(String expected, String given) {
        String e = unnamed(expected);
        String g = unnamed(given);
        List<String> es = Latex.parts(e.replaceAll("\\s(?:and|or)\\s", ","));
        List<String> gs = Latex.parts(g.replaceAll("\\s(?:and|or)\\s", ","));
        if (es.size() > 1 || gs.size() > 1) {
            return sameInAnyOrder(es, gs);
        }
        boolean bracketed = isBracketed(e);
        if (bracketed && isBracketed(g)) {
            List<String> ei = Latex.parts(e.substring(1, e.length() - 1));
            List<String> gi = Latex.parts(g.substring(1, g.length() - 1));
            if (ei.size() > 1 || gi.size() > 1) {
                boolean set = e.charAt(0) == '⦃' && g.charAt(0) == '⦃';
                boolean alike =
                        e.charAt(0) == g.charAt(0)
                                && e.charAt(e.length() - 1) == g.charAt(g.length() - 1);
                return set ? sameInAnyOrder(ei, gi) : alike && sameInOrder(ei, gi);
            }
        }
        return sameScalar(e, g);
    }

    private static boolean isBracketed(String text) {
        return text.length() > 2
                && "([⦃".indexOf(text.charAt(0)) >= 0
                && ")]⦄".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /** {@code x = 5} is the answer 5. */
    private static String unnamed(String text) {
        var named = NAMED.matcher(text);
        return named.matches() ? named.group(1) : text;
    }

    private static boolean sameInOrder(List<String> es, List<String> gs) {
        if (es.size() != gs.size()) {
            return false;
        }
        for (int i = 0; i < es.size(); i++) {
            if (!sameList(es.get(i), gs.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameInAnyOrder(List<String> es, List<String> gs) {
        if (es.size() != gs.size()) {
            return false;
        }
        List<String> left = new ArrayList<>(gs);
        for (String e : es) {
            Optional<String> match = left.stream().filter(g -> sameList(e, g)).findFirst();
            if (match.isEmpty()) {
                return false;
            }
            left.remove(match.get());
        }
        return true;
    }

    private static boolean sameScalar(String expected, String given) {
        if (sameText(expected, given) || sameValue(expected, given)) {
            return true;
        }
        // A unit on one side alone is no difference.
        String e = withoutUnit(expected);
        String g = withoutUnit(given);
        boolean oneUnit = e.equals(expected) != g.equals(given);
        if (oneUnit && sameValue(e, g)) {
            return true;
        }
        return PHRASE.matcher(expected).matches()
                && PHRASE.matcher(given).matches()
                && words(expected).equals(words(given));
    }

    private static String withoutUnit(String text) {
        var unit = UNIT.matcher(text);
        return unit.matches() ? unit.group(1).strip() : text;
    }

    private static String words(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    private static boolean sameValue(String expected, String given) {
        boolean percentE = expected.endsWith("%");
        boolean percentG = given.endsWith("%");
        String e = formula(expected);
        String g = formula(given);
        boolean rounded = isLongDecimal(e) ^ isLongDecimal(g);
        for (int round = 0; round < 3; round++) {
            Optional<Formula.Result> ev = Formula.value(e, round);
            Optional<Formula.Result> gv = Formula.value(g, round);
            if (ev.isEmpty() || gv.isEmpty() || ev.get().variables() != gv.get().variables()) {
                return false;
            }
            Quantity eq = ev.get().quantity();
            Quantity gq = gv.get().quantity();
            boolean same =
                    eq.same(gq)
                            || (rounded && !isPlain(isLongDecimal(e) ? g : e) && eq.near(gq, 2e-6));
            if (!same && percentE != percentG) {
                // 50 % is a half, and many write it for 50 where a percentage is asked for.
                Quantity hundred = Quantity.of(100L);
                same = percentE ? eq.same(gq.times(hundred)) : gq.same(eq.times(hundred));
            }
            if (!same) {
                return false;
            }
            if (!ev.get().variables()) {
                return true;
            }
        }
        return true;
    }

    private static String formula(String text) {
        String plain = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        return MIXED.matcher(plain.strip()).replaceAll("($1+$2/$3)");
    }

    private static boolean isLongDecimal(String text) {
        return DECIMAL.matcher(text).matches()
                && text.chars().filter(Character::isDigit).count() >= ROUNDED_DIGITS;
    }

    /** Whether it is a decimal or a whole number, whose digits all count. */
    private static boolean isPlain(String text) {
        return text.matches("-?[\\d.]+");
    }
}
