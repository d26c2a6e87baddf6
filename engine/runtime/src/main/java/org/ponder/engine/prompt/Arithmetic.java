package org.ponder.engine.prompt;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Python's arithmetic on numbers, strings and lists. */
final class Arithmetic {
    /** Bits of the largest whole number; far beyond what a template counts. */
    private static final int MAX_BITS = 8192;

    private Arithmetic() {}

    static Value binary(Run run, String operator, Value left, Value right) {
        if (left instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (left instanceof Text text && operator.equals("%")) {
            return PythonFormat.percent(run, text, right);
        }
        if (right instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (Numbers.real(left).isPresent() && Numbers.real(right).isPresent()) {
            return left instanceof Real || right instanceof Real
                    ? reals(operator, left, right)
                    : wholes(run, operator, left, right);
        }
        return switch (operator) {
            case "+" -> add(run, left, right);
            case "*" -> multiply(run, left, right);
            default -> throw mismatch(operator, left, right);
        };
    }

    static Value negate(Value operand) {
        return switch (operand) {
            case Real real -> new Real(-real.value());
            case Undefined undefined -> throw undefined.failure();
            default -> new Int(wholeOf(operand).negate());
        };
    }

    static Value plus(Value operand) {
        return switch (operand) {
            case Real real -> real;
            case Undefined undefined -> throw undefined.failure();
            default -> new Int(wholeOf(operand));
        };
    }

    private static BigInteger wholeOf(Value operand) {
        return Numbers.whole(operand)
                .orElseThrow(() ->
                        new TemplateFailure(
                                "a sign does not go with a value of type " + operand.typeName()));
    }

    private static TemplateFailure mismatch(String operator, Value left, Value right) {
        return new TemplateFailure(
                "'"
                        + operator
                        + "' does not work between "
                        + left.typeName()
                        + " and "
                        + right.typeName());
    }

    private static Value add(Run run, Value left, Value right) {
        if (left instanceof Text first && right instanceof Text second) {
            return run.newText().append(first).append(second).build();
        }
        if (left instanceof ListValue first
                && right instanceof ListValue second
                && first.tuple() == second.tuple()) {
            run.budget().objects(first.items().size() + (long) second.items().size() + 1);
            List<Value> all = new ArrayList<>(first.items());
            all.addAll(second.items());
            return new ListValue(all, first.tuple());
        }
        throw mismatch("+", left, right);
    }

    private static Value multiply(Run run, Value left, Value right) {
        boolean countFirst = Numbers.whole(left).isPresent();
        Value count = countFirst ? left : right;
        Value repeated = countFirst ? right : left;
        if (Numbers.whole(count).isEmpty()) {
            throw mismatch("*", left, right);
        }
        int times = Math.max(0, new Int(Numbers.whole(count).orElseThrow()).clamped());
        if (repeated instanceof Text text) {
            TextBuilder out = run.newText();
            for (int i = 0; i < times && text.truthy(); i++) {
                run.budget().step();
                out.append(text);
            }
            return out.build();
        }
        if (repeated instanceof ListValue list) {
            run.budget().objects(times * (long) list.items().size());
            List<Value> all = new ArrayList<>();
            for (int i = 0; i < times && list.truthy(); i++) {
                all.addAll(list.items());
            }
            return new ListValue(all, list.tuple());
        }
        throw mismatch("*", left, right);
    }

    private static Value wholes(Run run, String operator, Value left, Value right) {
        BigInteger a = Numbers.whole(left).orElseThrow();
        BigInteger b = Numbers.whole(right).orElseThrow();
        run.budget().product(a.bitLength(), b.bitLength());
        return switch (operator) {
            case "+" -> bounded(a.add(b));
            case "-" -> bounded(a.subtract(b));
            case "*" -> bounded(a.multiply(b));
            case "/" -> new Real(a.doubleValue() / nonZero(b).doubleValue());
            case "//" -> new Int(floorDivide(a, nonZero(b)));
            case "%" -> new Int(a.subtract(floorDivide(a, nonZero(b)).multiply(b)));
            default -> power(run, a, b);
        };
    }

    private static BigInteger nonZero(BigInteger divisor) {
        if (divisor.signum() == 0) {
            throw new TemplateFailure("a number is divided by zero");
        }
        return divisor;
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean below = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static Value power(Run run, BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            if (base.signum() == 0) {
                throw new TemplateFailure("a number is divided by zero");
            }
            return new Real(Math.pow(base.doubleValue(), exponent.doubleValue()));
        }
        int times = new Int(exponent).clamped();
        if (base.bitLength() > 1 && base.bitLength() * (long) times > MAX_BITS) {
            throw new TemplateFailure("a number is too large");
        }
        if (base.bitLength() <= 1 && times > 2) {
            // 0, 1, -1 and -2: only the last grows, and -2 has a bit length of 1.
            times = base.equals(BigInteger.TWO.negate()) ? bits(times) : 2 + times % 2;
        }
        long bits = base.bitLength() * (long) times;
        run.budget().product(bits, bits);
        return new Int(base.pow(times));
    }

    private static int bits(int times) {
        if (times > MAX_BITS) {
            throw new TemplateFailure("a number is too large");
        }
        return times;
    }

    private static Int bounded(BigInteger value) {
        if (value.bitLength() > MAX_BITS) {
            throw new TemplateFailure("a number is too large");
        }
        return new Int(value);
    }

    private static Value reals(String operator, Value left, Value right) {
        double a = Numbers.real(left).orElseThrow();
        double b = Numbers.real(right).orElseThrow();
        boolean divides = operator.equals("/") || operator.equals("//") || operator.equals("%");
        if (divides && b == 0) {
            throw new TemplateFailure("a number is divided by zero");
        }
        return new Real(
                switch (operator) {
                    case "+" -> a + b;
                    case "-" -> a - b;
                    case "*" -> a * b;
                    case "/" -> a / b;
                    case "//" -> Math.floor((a - floorModulo(a, b)) / b + 0.5);
                    case "%" -> floorModulo(a, b);
                    default -> Math.pow(a, b);
                });
    }

    private static double floorModulo(double a, double b) {
        double rest = a % b;
        return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    }
}
