package org.ponder.engine.prompt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Filters on numbers. */
final class NumberFilters {
    /** Rounding further changes no float. */
    private static final int MAX_PRECISION = 400;

    /** Bits of the largest power of ten that rounding divides by. */
    private static final int POWER_BITS = 1329;

    private NumberFilters() {}

    static void addTo(Map<String, Filters.Filter> all) {
        all.put("abs", (run, v, a) -> absolute(v));
        all.put("int", NumberFilters::integer);
        all.put("float", NumberFilters::real);
        all.put("round", NumberFilters::round);
        all.put("filesizeformat", NumberFilters::fileSize);
    }

    private static Value absolute(Value input) {
        return switch (input) {
            case Real real -> new Real(Math.abs(real.value()));
            case Undefined undefined -> throw undefined.failure();
            default -> new Int(whole(input).abs());
        };
    }

    private static BigInteger whole(Value input) {
        return Numbers.whole(input)
                .orElseThrow(
                        () -> new TemplateFailure("a number is needed, not " + input.typeName()));
    }

    private static Value integer(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("int", 0, "default", "base");
        Value byDefault = bound.value(0, Int.ZERO);
        return switch (input) {
            case Int whole -> whole;
            case Bool bool -> new Int(whole(bool));
            case Real real when Double.isFinite(real.value()) -> Numbers.truncated(real.value());
            case Real real -> byDefault;
            case Undefined undefined -> throw undefined.failure();
            case Text text -> {
                run.budget().scan(text.length());
                Value whole = Numbers.parseInt(text.string(), bound.integer(1, 10)).orElse(null);
                if (whole != null) {
                    yield whole;
                }
                Real fraction = Numbers.parseReal(text.string()).orElse(null);
                yield fraction != null && Double.isFinite(fraction.value())
                        ? Numbers.truncated(fraction.value())
                        : byDefault;
            }
            default -> byDefault;
        };
    }

    private static Value real(Run run, Value input, Arguments arguments) {
        Value byDefault = arguments.bind("float", 0, "default").value(0, new Real(0));
        return switch (input) {
            case Text text -> {
                run.budget().scan(text.length());
                Value number = Numbers.parseReal(text.string()).orElse(null);
                yield number != null ? number : byDefault;
            }
            case Undefined undefined -> throw undefined.failure();
            default -> {
                Double number = Numbers.real(input).orElse(null);
                yield number != null ? new Real(number) : byDefault;
            }
        };
    }

    private static Value round(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("round", 0, "precision", "method");
        int precision = Math.clamp(bound.integer(0, 0), -MAX_PRECISION, MAX_PRECISION);
        String method = bound.text(1, "common").string();
        if (!List.of("common", "ceil", "floor").contains(method)) {
            throw new TemplateFailure("round knows the methods common, ceil and floor");
        }
        if (input instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (!(input instanceof Real) && method.equals("common")) {
            BigDecimal whole = new BigDecimal(whole(input));
            run.budget().product(whole.unscaledValue().bitLength(), POWER_BITS);
            return precision >= 0
                    ? new Int(whole.toBigInteger())
                    : new Int(whole.setScale(precision, RoundingMode.HALF_EVEN).toBigInteger());
        }
        double number = Numbers.real(input).orElseGet(() -> whole(input).doubleValue());
        if (!Double.isFinite(number)) {
            return new Real(number);
        }
        if (method.equals("common")) {
            BigDecimal rounded = new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN);
            return new Real(rounded.doubleValue());
        }
        double scale = Math.pow(10, precision);
        double scaled = number * scale;
        return new Real((method.equals("ceil") ? Math.ceil(scaled) : Math.floor(scaled)) / scale);
    }

    private static Value fileSize(Run run, Value input, Arguments arguments) {
        boolean binary = arguments.bind("filesizeformat", 0, "binary").flag(0, false);
        Value number = real(run, input, Arguments.NONE);
        double bytes = Numbers.real(number).orElse(0.0);
        int base = binary ? 1024 : 1000;
        if (bytes == 1) {
            return Text.trusted("1 Byte");
        }
        if (bytes < base) {
            return Text.trusted((long) bytes + " Bytes");
        }
        String prefixes = binary ? "KMGTPEZY" : "kMGTPEZY";
        double unit = base;
        int i = 0;
        while (i < prefixes.length() - 1 && bytes >= unit * base) {
            unit *= base;
            i++;
        }
        String name = prefixes.charAt(i) + (binary ? "iB" : "B");
        return Text.trusted(String.format(Locale.ROOT, "%.1f %s", bytes / unit, name));
    }
}
