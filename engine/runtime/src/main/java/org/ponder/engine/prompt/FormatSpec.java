package org.ponder.engine.prompt;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's mini-language for the look of one value, such as {@code >8.2f}.
 *
 * @param alignment one of {@code < > ^ =}, or a blank for the type's own
 * @param sign one of {@code + -}, or a blank character for a blank before positive numbers
 * @param precision digits, or -1
 * @param type the letter at the end, or a blank
 */
record FormatSpec(
        String fill,
        char alignment,
        char sign,
        boolean alternate,
        int width,
        char grouping,
        int precision,
        char type) {
    private static final Pattern SPEC =
            Pattern.compile(
                    "(?s)(?:(.)?([<>^=]))?([+\\- ])?(#)?(0)?(\\d{0,9})([,_])?(?:\\.(\\d{1,9}))?([a-zA-Z%])?");

    private static final int MAX_PRECISION = 1000;

    static FormatSpec parse(String spec) {
        Matcher matcher = SPEC.matcher(spec);
        if (!matcher.matches()) {
            throw new TemplateFailure("the format '" + spec + "' is not known");
        }
        boolean zero = matcher.group(5) != null;
        String fill = matcher.group(1);
        String alignment = matcher.group(2);
        String width = matcher.group(6);
        String precision = matcher.group(8);
        if (precision != null && Integer.parseInt(precision) > MAX_PRECISION) {
            throw new TemplateFailure("a format asks for too many digits");
        }
        return new FormatSpec(
                fill != null ? fill : zero && alignment == null ? "0" : " ",
                alignment != null ? alignment.charAt(0) : zero ? '=' : ' ',
                matcher.group(3) == null ? '-' : matcher.group(3).charAt(0),
                matcher.group(4) != null,
                width.isEmpty() ? 0 : Integer.parseInt(width),
                matcher.group(7) == null ? ' ' : matcher.group(7).charAt(0),
                precision == null ? -1 : Integer.parseInt(precision),
                matcher.group(9) == null ? ' ' : matcher.group(9).charAt(0));
    }

    Text apply(Run run, Value value) {
        return switch (value) {
            case Bool bool when type == ' ' -> text(run, run.text(bool));
            case Int whole when isReal() -> number(run, real(whole.value().doubleValue()));
            case Int whole -> number(run, whole(whole));
            case Bool bool -> apply(run, new Int(Numbers.whole(bool).orElseThrow()));
            case Real real -> number(run, real(real.value()));
            default -> text(run, run.text(value));
        };
    }

    private boolean isReal() {
        return "eEfFgG%".indexOf(type) >= 0;
    }

    private Text text(Run run, Text text) {
        if (type != ' ' && type != 's') {
            throw new TemplateFailure("the format type '" + type + "' does not go with a string");
        }
        Text shown = text;
        if (precision >= 0 && precision < text.codePoints()) {
            shown = (Text) run.members().slice(text, None.NONE, Int.of(precision), None.NONE);
        }
        return TextPadding.pad(run, shown, width, fill, alignment == ' ' ? '<' : alignment);
    }

    private String whole(Int value) {
        String digits =
                switch (type) {
                    case ' ', 'd', 'n' -> grouped(value.value().toString(), 3);
                    case 'x' -> prefixed("0x", value.value().toString(16));
                    case 'X' -> prefixed("0X", value.value().toString(16).toUpperCase(Locale.ROOT));
                    case 'o' -> prefixed("0o", value.value().toString(8));
                    case 'b' -> prefixed("0b", value.value().toString(2));
                    case 'c' -> Character.toString(Math.clamp(value.clamped(), 0, 0x10ffff));
                    default ->
                            throw new TemplateFailure(
                                    "the format type '" + type + "' does not go with a number");
                };
        return digits;
    }

    private String prefixed(String prefix, String digits) {
        if (!alternate) {
            return digits;
        }
        return digits.startsWith("-") ? "-" + prefix + digits.substring(1) : prefix + digits;
    }

    private String real(double value) {
        if (!Double.isFinite(value)) {
            return Numbers.repr(value);
        }
        int digits = precision < 0 ? 6 : precision;
        return switch (type) {
            case 'f', 'F' -> grouped(fixed(value, digits), 3);
            case '%' -> grouped(fixed(value * 100, digits), 3) + "%";
            case 'e', 'E' -> scientific(value, digits);
            case ' ' -> precision < 0 ? Numbers.repr(value) : general(value, digits);
            case 'g', 'G', 'n' -> general(value, digits);
            default ->
                    throw new TemplateFailure(
                            "the format type '" + type + "' does not go with a number");
        };
    }

    private static String fixed(double value, int digits) {
        String plain =
                new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        boolean negativeZero = value < 0 || 1 / value < 0;
        return negativeZero && !plain.startsWith("-") ? "-" + plain : plain;
    }

    private String scientific(double value, int digits) {
        String shown = String.format(Locale.ROOT, "%." + digits + "e", value);
        return type == 'E' ? shown.toUpperCase(Locale.ROOT) : shown;
    }

    /** Fixed or with exponent, whichever is shorter, without trailing zeros. */
    private String general(double value, int digits) {
        int significant = Math.max(1, digits);
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(significant, RoundingMode.HALF_EVEN));
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        if (exponent < -4 || exponent >= significant) {
            String shown = String.format(Locale.ROOT, "%." + (significant - 1) + "e", value);
            int mark = shown.indexOf('e');
            return trimmed(shown.substring(0, mark)) + shown.substring(mark);
        }
        return trimmed(
                rounded.setScale(Math.max(0, significant - 1 - exponent), RoundingMode.HALF_EVEN)
                        .toPlainString());
    }

    private static String trimmed(String digits) {
        if (digits.indexOf('.') < 0) {
            return digits;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private String grouped(String digits, int size) {
        if (grouping == ' ') {
            return digits;
        }
        int start = digits.startsWith("-") ? 1 : 0;
        int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
        StringBuilder out = new StringBuilder(digits);
        for (int i = point - size; i > start; i -= size) {
            out.insert(i, grouping);
        }
        return out.toString();
    }

    private Text number(Run run, String digits) {
        boolean negative = digits.startsWith("-");
        String unsigned = negative ? digits.substring(1) : digits;
        String mark = negative ? "-" : sign == '-' ? "" : Character.toString(sign);
        if (alignment == '=') {
            int missing = width - mark.length() - unsigned.length();
            return run.newText().append(mark).repeat(fill, missing).append(unsigned).build();
        }
        Text shown = run.newText().append(mark + unsigned).build();
        return TextPadding.pad(run, shown, width, fill, alignment == ' ' ? '>' : alignment);
    }
}
