package org.ponder.app.eval;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A number: an exact fraction as long as the operations allow one, a double after that.
 *
 * @param top of the fraction; meaningless where it is not exact
 * @param bottom of the fraction, above 0
 * @param value nearest double
 * @param exact whether the fraction is the number
 */
record Quantity(BigInteger top, BigInteger bottom, double value, boolean exact) {
    /** Larger fractions go on as doubles. */
    private static final int MOST_BITS = 4096;

    private static final int LARGEST_POWER = 1000;

    static Quantity of(double value) {
        return new Quantity(BigInteger.ZERO, BigInteger.ONE, value, false);
    }

    static Quantity of(long value) {
        return fraction(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** A decimal number as it is written. */
    static Quantity decimal(String digits) {
        BigDecimal decimal = new BigDecimal(digits);
        return decimal.scale() >= 0
                ? fraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
                : fraction(decimal.toBigInteger(), BigInteger.ONE);
    }

    private static Quantity fraction(BigInteger top, BigInteger bottom) {
        BigInteger divisor = top.gcd(bottom);
        BigInteger t = bottom.signum() < 0 ? top.negate() : top;
        BigInteger b = bottom.abs();
        if (divisor.signum() != 0) {
            t = t.divide(divisor);
            b = b.divide(divisor);
        }
        double value =
                new BigDecimal(t).divide(new BigDecimal(b), MathContext.DECIMAL64).doubleValue();
        boolean small = t.bitLength() + b.bitLength() < MOST_BITS;
        return small ? new Quantity(t, b, value, true) : of(value);
    }

    Quantity plus(Quantity other) {
        return exact && other.exact
                ? fraction(
                        top.multiply(other.bottom).add(other.top.multiply(bottom)),
                        bottom.multiply(other.bottom))
                : of(value + other.value);
    }

    Quantity times(Quantity other) {
        return exact && other.exact
                ? fraction(top.multiply(other.top), bottom.multiply(other.bottom))
                : of(value * other.value);
    }

    Quantity negated() {
        return exact ? fraction(top.negate(), bottom) : of(-value);
    }

    Quantity over(Quantity other) {
        return exact && other.exact && other.top.signum() != 0
                ? fraction(top.multiply(other.bottom), bottom.multiply(other.top))
                : of(value / other.value);
    }

    Quantity toThe(Quantity power) {
        boolean whole = power.exact && power.bottom.equals(BigInteger.ONE);
        if (exact && whole && power.top.abs().bitLength() < 11) {
            int n = power.top.intValueExact();
            long bits = (long) Math.abs(n) * Math.max(top.bitLength(), bottom.bitLength());
            boolean tame = Math.abs(n) <= LARGEST_POWER && bits < MOST_BITS;
            if (tame && n >= 0) {
                return fraction(top.pow(n), bottom.pow(n));
            }
            if (tame && top.signum() != 0) {
                return fraction(bottom.pow(-n), top.pow(-n));
            }
        }
        return of(Math.pow(value, power.value));
    }

    /** The n-th root; exact where the root of a fraction is a fraction. */
    Quantity root(int n) {
        if (n == 2 && exact && top.signum() >= 0) {
            BigInteger t = top.sqrt();
            BigInteger b = bottom.sqrt();
            if (t.multiply(t).equals(top) && b.multiply(b).equals(bottom)) {
                return fraction(t, b);
            }
        }
        if (n == 2) {
            return of(Math.sqrt(value));
        }
        boolean odd = n % 2 == 1;
        return of(
                Math.pow(odd ? Math.abs(value) : value, 1.0 / n) * (odd ? Math.signum(value) : 1));
    }

    /** Whether both are the same number, as far as can be told. */
    boolean same(Quantity other) {
        if (exact && other.exact) {
            return top.equals(other.top) && bottom.equals(other.bottom);
        }
        return near(other, 1e-9);
    }

    /** Whether the two differ by no more than a share of the larger. */
    boolean near(Quantity other, double share) {
        double larger = Math.max(Math.abs(value), Math.abs(other.value));
        return Math.abs(value - other.value) <= share * Math.max(larger, 1e-12);
    }
}
