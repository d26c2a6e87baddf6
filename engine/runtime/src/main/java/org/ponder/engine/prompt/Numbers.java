package org.ponder.engine.prompt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** Python's conversions between numbers and text. */
final class Numbers {
    /** Python refuses longer whole numbers too. */
    private static final int MAX_DIGITS = 4300;

    private Numbers() {}

    /** Python's {@code repr} of a float: the shortest digits that read back as the same number. */
    static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /** Python's {@code int(text, base)}, or empty where it is none. */
    static Optional<Int> parseInt(String text, int base) {
        String digits = text.strip().replace("_", "");
        int sign = 1;
        if (digits.startsWith("-") || digits.startsWith("+")) {
            sign = digits.charAt(0) == '-' ? -1 : 1;
            digits = digits.substring(1);
        }
        int prefixed = prefixBase(digits);
        if (prefixed > 0 && (base == prefixed || base == 0)) {
            digits = digits.substring(2);
            base = prefixed;
        } else if (base == 0) {
            base = 10;
        }
        boolean plain = !digits.startsWith("-") && !digits.startsWith("+");
        if (digits.length() > MAX_DIGITS || base < 2 || base > 36 || !plain) {
            return Optional.empty();
        }
        try {
            BigInteger value = new BigInteger(digits, base);
            return Optional.of(new Int(sign < 0 ? value.negate() : value));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int prefixBase(String digits) {
        if (digits.length() < 3 || digits.charAt(0) != '0') {
            return 0;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
        };
    }

    /** Python's {@code float(text)}, or empty where it is none. */
    static Optional<Real> parseReal(String text) {
        String digits = text.strip().replace("_", "").toLowerCase(Locale.ROOT);
        String unsigned =
                digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
        double sign = digits.startsWith("-") ? -1 : 1;
        if (unsigned.equals("inf") || unsigned.equals("infinity")) {
            return Optional.of(new Real(sign * Double.POSITIVE_INFINITY));
        }
        if (unsigned.equals("nan")) {
            return Optional.of(new Real(Double.NaN));
        }
        boolean decimal =
                !unsigned.isEmpty()
                        && unsigned.length() <= MAX_DIGITS
                        && unsigned.chars().allMatch(c -> "0123456789.e+-".indexOf(c) >= 0);
        try {
            return decimal ? Optional.of(new Real(Double.parseDouble(digits))) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A float without its fraction. */
    static Int truncated(double value) {
        if (!Double.isFinite(value)) {
            throw new TemplateFailure("a number is not finite");
        }
        return new Int(new BigDecimal(value).toBigInteger());
    }

    /** The number as a float, where the value is a number. */
    static Optional<Double> real(Value value) {
        return switch (value) {
            case Real real -> Optional.of(real.value());
            case Int whole -> Optional.of(whole.value().doubleValue());
            case Bool bool -> Optional.of(bool.truthy() ? 1.0 : 0.0);
            default -> Optional.empty();
        };
    }

    /** The number as a whole one, where the value is one. */
    static Optional<BigInteger> whole(Value value) {
        return switch (value) {
            case Int whole -> Optional.of(whole.value());
            case Bool bool -> Optional.of(bool.truthy() ? BigInteger.ONE : BigInteger.ZERO);
            default -> Optional.empty();
        };
    }
}
