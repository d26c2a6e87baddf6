package org.ponder.engine.prompt;

import java.util.Iterator;
import java.util.List;

/** Python's two ways to put values into a string: {@code %} and {@code format}. */
final class PythonFormat {
    private PythonFormat() {}

    /** {@code format % values}: values is a tuple, a dictionary, or the only value. */
    static Text percent(Run run, Text format, Value values) {
        TextBuilder out = run.newText();
        String all = format.string();
        boolean several = values instanceof ListValue list && list.tuple();
        List<Value> given = several ? run.iteration().items(values) : List.of(values);
        Iterator<Value> rest = given.iterator();
        int from = 0;
        for (int at = all.indexOf('%'); at >= 0; at = all.indexOf('%', from)) {
            out.append(format.substring(from, at));
            int i = at + 1;
            Value named = null;
            if (all.startsWith("(", i)) {
                int close = all.indexOf(')', i);
                if (close < 0 || !(values instanceof DictValue dict)) {
                    throw new TemplateFailure("a format needs a dictionary");
                }
                named = dict.get(all.substring(i + 1, close));
                if (named == null) {
                    throw new TemplateFailure("a format names a key that is not there");
                }
                i = close + 1;
            }
            int end = i;
            while (end < all.length() && "#0- +.123456789".indexOf(all.charAt(end)) >= 0) {
                end++;
            }
            if (end >= all.length()) {
                throw new TemplateFailure("a format is not complete");
            }
            char type = all.charAt(end);
            if (type == '%') {
                out.append("%");
            } else {
                if (named == null && !rest.hasNext()) {
                    throw new TemplateFailure("a format needs more values than there are");
                }
                Value value = named != null ? named : rest.next();
                out.append(percentField(run, value, all.substring(i, end), type));
            }
            from = end + 1;
        }
        // A single list or dictionary may go unused, as Python looks into it by name.
        boolean spare = several || values instanceof Text || !Iteration.isIterable(values);
        if (spare && rest.hasNext()) {
            throw new TemplateFailure("a format leaves values over");
        }
        return out.append(format.substring(from, all.length())).build();
    }

    private static Text percentField(Run run, Value value, String flags, char type) {
        int i = 0;
        boolean left = false;
        StringBuilder spec = new StringBuilder();
        boolean zero = false;
        while (i < flags.length() && "#0- +".indexOf(flags.charAt(i)) >= 0) {
            char flag = flags.charAt(i++);
            left |= flag == '-';
            zero |= flag == '0';
            if (flag == '+' || flag == ' ' || flag == '#') {
                spec.append(flag);
            }
        }
        String width = (zero && !left ? "0" : "") + flags.substring(i);
        String alignment = left ? "<" : zero ? "" : ">";
        return switch (type) {
            case 's' -> field(run, run.text(value), alignment + width);
            case 'r', 'a' -> field(run, run.printer().repr(value), alignment + width);
            case 'd', 'i', 'u' -> field(run, whole(value), alignment + spec + width + "d");
            case 'x', 'X', 'o' -> field(run, whole(value), alignment + spec + width + type);
            case 'e', 'E', 'f', 'F', 'g', 'G' -> field(run, value, alignment + spec + width + type);
            case 'c' -> field(run, run.text(value), alignment + width);
            default -> throw new TemplateFailure("a format has the unknown type '" + type + "'");
        };
    }

    private static Value whole(Value value) {
        return switch (value) {
            case Real real -> Numbers.truncated(real.value());
            case Undefined undefined -> throw undefined.failure();
            default ->
                    Numbers.whole(value)
                            .map(Int::new)
                            .orElseThrow(() ->
                                    new TemplateFailure(
                                            "a format needs a number, not " + value.typeName()));
        };
    }

    private static Text field(Run run, Value value, String spec) {
        return FormatSpec.parse(spec).apply(run, value);
    }

    /** {@code format.format(values…)}. */
    static Value braces(Run run, Text format, Arguments arguments) {
        run.budget().enter();
        TextBuilder out = run.newText();
        String all = format.string();
        int automatic = 0;
        int from = 0;
        int i = 0;
        while (i < all.length()) {
            char c = all.charAt(i);
            if (c != '{' && c != '}') {
                i++;
                continue;
            }
            out.append(format.substring(from, i));
            if (all.startsWith(c == '{' ? "{{" : "}}", i)) {
                out.append(format.substring(i, i + 1));
                i += 2;
            } else if (c == '}') {
                throw new TemplateFailure("a format has a single '}'");
            } else {
                int close = closing(all, i);
                Field field = Field.parse(all.substring(i + 1, close));
                String name = field.name();
                if (name.isEmpty() || name.startsWith(".") || name.startsWith("[")) {
                    name = automatic++ + name;
                }
                Value value = value(run, name, arguments);
                out.append(field.apply(run, value, arguments));
                i = close + 1;
            }
            from = i;
        }
        run.budget().leave();
        return out.append(format.substring(from, all.length())).build();
    }

    private static int closing(String all, int open) {
        int depth = 0;
        for (int i = open; i < all.length(); i++) {
            depth += all.charAt(i) == '{' ? 1 : all.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new TemplateFailure("a format has a single '{'");
    }

    private static Value value(Run run, String name, Arguments arguments) {
        int end = 0;
        while (end < name.length() && name.charAt(end) != '.' && name.charAt(end) != '[') {
            end++;
        }
        String first = name.substring(0, end);
        Value value;
        if (!first.isEmpty() && first.chars().allMatch(Character::isDigit)) {
            int index = Numbers.parseInt(first, 10).orElse(Int.ZERO).clamped();
            if (index >= arguments.positional().size()) {
                throw new TemplateFailure("a format needs more values than there are");
            }
            value = arguments.positional().get(index);
        } else {
            value = arguments.named().get(first);
            if (value == null) {
                throw new TemplateFailure("a format names '" + first + "', which is not given");
            }
        }
        return follow(run, value, name.substring(end));
    }

    /** Follows {@code .member} and {@code [item]} behind the name of a field. */
    private static Value follow(Run run, Value start, String path) {
        Value value = start;
        int i = 0;
        while (i < path.length()) {
            boolean item = path.charAt(i) == '[';
            int end = i + 1;
            while (end < path.length()
                    && (item ? path.charAt(end) != ']' : ".[".indexOf(path.charAt(end)) < 0)) {
                end++;
            }
            String part = path.substring(i + 1, end);
            Value key =
                    Numbers.parseInt(part, 10)
                            .map(whole -> (Value) whole)
                            .orElse(Text.trusted(part));
            value = item ? run.members().item(value, key) : run.members().member(value, part);
            i = item ? end + 1 : end;
        }
        return value;
    }

    /** What stands between braces. */
    private record Field(String name, char conversion, String spec) {
        static Field parse(String inside) {
            int colon = inside.indexOf(':');
            String head = colon < 0 ? inside : inside.substring(0, colon);
            String spec = colon < 0 ? "" : inside.substring(colon + 1);
            int mark = head.indexOf('!');
            char conversion = mark >= 0 && mark + 1 < head.length() ? head.charAt(mark + 1) : ' ';
            return new Field(mark < 0 ? head : head.substring(0, mark), conversion, spec);
        }

        Text apply(Run run, Value value, Arguments arguments) {
            String nested = spec;
            if (nested.indexOf('{') >= 0) {
                nested = ((Text) braces(run, Text.trusted(nested), arguments)).string();
            }
            Value converted =
                    switch (conversion) {
                        case 'r', 'a' -> run.printer().repr(value);
                        case 's' -> run.text(value);
                        default -> value;
                    };
            return FormatSpec.parse(nested).apply(run, converted);
        }
    }
}
