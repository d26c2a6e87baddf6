package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of Python's strings. */
final class TextMethods {
    /** A method before it is bound to its string. */
    private interface Method {
        Value call(Run run, Text self, Arguments arguments);
    }

    private static final Map<String, Method> METHODS =
            Map.ofEntries(
                    Map.entry("upper", (run, self, a) -> TextCase.upper(run, self)),
                    Map.entry("lower", (run, self, a) -> TextCase.lower(run, self)),
                    Map.entry("casefold", (run, self, a) -> TextCase.lower(run, self)),
                    Map.entry("title", (run, self, a) -> TextCase.title(run, self)),
                    Map.entry("capitalize", (run, self, a) -> TextCase.capitalize(run, self)),
                    Map.entry("swapcase", (run, self, a) -> TextCase.swap(run, self)),
                    Map.entry("strip", (run, self, a) -> strip(run, self, a, true, true)),
                    Map.entry("lstrip", (run, self, a) -> strip(run, self, a, true, false)),
                    Map.entry("rstrip", (run, self, a) -> strip(run, self, a, false, true)),
                    Map.entry("removeprefix", TextMethods::removePrefix),
                    Map.entry("removesuffix", TextMethods::removeSuffix),
                    Map.entry("startswith", (run, self, a) -> startsOrEnds(run, self, a, true)),
                    Map.entry("endswith", (run, self, a) -> startsOrEnds(run, self, a, false)),
                    Map.entry("split", (run, self, a) -> TextSplitting.split(run, self, a, false)),
                    Map.entry("rsplit", (run, self, a) -> TextSplitting.split(run, self, a, true)),
                    Map.entry("splitlines", TextSplitting::splitLines),
                    Map.entry(
                            "partition",
                            (run, self, a) -> TextSplitting.partition(run, self, a, false)),
                    Map.entry(
                            "rpartition",
                            (run, self, a) -> TextSplitting.partition(run, self, a, true)),
                    Map.entry("join", TextMethods::join),
                    Map.entry("replace", TextMethods::replace),
                    Map.entry("find", (run, self, a) -> find(run, self, a, false, false)),
                    Map.entry("rfind", (run, self, a) -> find(run, self, a, true, false)),
                    Map.entry("index", (run, self, a) -> find(run, self, a, false, true)),
                    Map.entry("rindex", (run, self, a) -> find(run, self, a, true, true)),
                    Map.entry("count", TextMethods::count),
                    Map.entry("format", PythonFormat::braces),
                    Map.entry("zfill", TextPadding::zeros),
                    Map.entry("ljust", (run, self, a) -> TextPadding.pad(run, self, a, '<')),
                    Map.entry("rjust", (run, self, a) -> TextPadding.pad(run, self, a, '>')),
                    Map.entry("center", (run, self, a) -> TextPadding.pad(run, self, a, '^')),
                    Map.entry("expandtabs", TextPadding::expandTabs),
                    Map.entry("isdigit", all(Character::isDigit)),
                    Map.entry("isdecimal", all(Character::isDigit)),
                    Map.entry("isnumeric", all(TextMethods::isNumeric)),
                    Map.entry("isalpha", all(Character::isLetter)),
                    Map.entry("isalnum", all(c -> Character.isLetter(c) || isNumeric(c))),
                    Map.entry("isspace", all(PythonChars::isSpace)),
                    Map.entry("isascii", (run, self, a) -> isAscii(self)),
                    Map.entry("islower", (run, self, a) -> Bool.of(TextCase.isLower(self))),
                    Map.entry("isupper", (run, self, a) -> Bool.of(TextCase.isUpper(self))),
                    Map.entry("istitle", (run, self, a) -> TextCase.isTitle(run, self)));

    private TextMethods() {}

    /** The method of this name, bound to a string, or null where Python has none. */
    static @Nullable Value bind(Text self, String name) {
        Method method = METHODS.get(name);
        if (method == null) {
            return null;
        }
        return (Function)
                (run, arguments) -> {
                    run.budget().scan(self.length());
                    return method.call(run, self, arguments);
                };
    }

    private static Method all(IntPredicate test) {
        return (run, self, arguments) ->
                Bool.of(self.truthy() && self.string().codePoints().allMatch(test));
    }

    private static boolean isNumeric(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    true;
            default -> false;
        };
    }

    private static Value isAscii(Text self) {
        return Bool.of(self.string().chars().allMatch(c -> c < 0x80));
    }

    private static Value strip(Run run, Text self, Arguments a, boolean left, boolean right) {
        Arguments.Bound bound = a.bind("strip", 0, "chars");
        return strip(run, self, bound.hasValue(0) ? bound.text(0) : null, left, right);
    }

    /** Strips white space, or the characters given. */
    static Text strip(Run run, Text self, @Nullable Text chars, boolean left, boolean right) {
        String all = self.string();
        IntPredicate goes =
                chars == null ? PythonChars::isSpace : c -> chars.string().indexOf(c) >= 0;
        int from = 0;
        int to = all.length();
        int cost = chars == null ? 1 : 1 + chars.length() / 16;
        while (left && from < to && goes.test(all.codePointAt(from))) {
            run.budget().steps(cost);
            from += Character.charCount(all.codePointAt(from));
        }
        while (right && from < to && goes.test(all.codePointBefore(to))) {
            run.budget().steps(cost);
            to -= Character.charCount(all.codePointBefore(to));
        }
        return run.budget().made(self.substring(from, to));
    }

    private static Value removePrefix(Run run, Text self, Arguments arguments) {
        Text prefix = arguments.bind("removeprefix", 1, "prefix").text(0);
        return self.string().startsWith(prefix.string())
                ? run.budget().made(self.substring(prefix.length(), self.length()))
                : self;
    }

    private static Value removeSuffix(Run run, Text self, Arguments arguments) {
        Text suffix = arguments.bind("removesuffix", 1, "suffix").text(0);
        return suffix.truthy() && self.string().endsWith(suffix.string())
                ? run.budget().made(self.substring(0, self.length() - suffix.length()))
                : self;
    }

    private static Value startsOrEnds(Run run, Text self, Arguments arguments, boolean starts) {
        Arguments.Bound bound =
                arguments.bind(starts ? "startswith" : "endswith", 1, "affix", "start", "end");
        Text part = part(run, self, bound);
        if (bound.value(0) instanceof ListValue several && several.tuple()) {
            for (Value affix : several.items()) {
                if (matches(run, part, affix, starts)) {
                    return Bool.TRUE;
                }
            }
            return Bool.FALSE;
        }
        return Bool.of(matches(run, part, bound.value(0), starts));
    }

    private static boolean matches(Run run, Text text, Value affix, boolean starts) {
        if (!(affix instanceof Text sought)) {
            throw new TemplateFailure(
                    "a string can start or end only with a string, not " + affix.typeName());
        }
        run.budget().read(sought);
        return starts
                ? text.string().startsWith(sought.string())
                : text.string().endsWith(sought.string());
    }

    /** The part of the string that parameters 1 and 2 leave to look at. */
    private static Text part(Run run, Text self, Arguments.Bound bound) {
        if (!bound.has(1)) {
            return self;
        }
        Value end = bound.value(2, None.NONE);
        return (Text) run.members().slice(self, bound.value(1), end, None.NONE);
    }

    private static Value find(
            Run run, Text self, Arguments arguments, boolean last, boolean mustExist) {
        Arguments.Bound bound = arguments.bind("find", 1, "sought", "start", "end");
        String in = part(run, self, bound).string();
        String sought = bound.text(0).string();
        int found =
                last
                        ? Search.lastIndexOf(run.budget(), in, sought, in.length())
                        : Search.indexOf(run.budget(), in, sought, 0);
        if (found < 0) {
            if (mustExist) {
                throw new TemplateFailure("a substring was not found");
            }
            return Int.of(-1);
        }
        int start = bound.has(1) ? startOf(self, bound.value(1)) : 0;
        return Int.of(start + (long) in.codePointCount(0, found));
    }

    private static int startOf(Text self, Value start) {
        if (!(start instanceof Int whole)) {
            return 0;
        }
        int index = whole.clamped();
        return index < 0 ? Math.max(0, index + self.codePoints()) : index;
    }

    private static Value count(Run run, Text self, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("count", 1, "sought", "start", "end");
        Text in = part(run, self, bound);
        String sought = bound.text(0).string();
        if (sought.isEmpty()) {
            return Int.of(in.codePoints() + 1L);
        }
        long count = 0;
        int at = Search.indexOf(run.budget(), in.string(), sought, 0);
        while (at >= 0) {
            count++;
            run.budget().step();
            at = Search.indexOf(run.budget(), in.string(), sought, at + sought.length());
        }
        return Int.of(count);
    }

    private static Value join(Run run, Text self, Arguments arguments) {
        Value items = arguments.bind("join", 1, "items").value(0);
        TextBuilder out = run.newText();
        boolean first = true;
        for (Value item : run.iteration().items(items)) {
            if (!(item instanceof Text text)) {
                throw new TemplateFailure("join() needs strings, not " + item.typeName());
            }
            if (!first) {
                out.append(self);
            }
            out.append(text);
            first = false;
        }
        return out.build();
    }

    private static Value replace(Run run, Text self, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("replace", 2, "old", "new", "count");
        return replace(run, self, bound.text(0), bound.text(1), bound.integer(2, -1));
    }

    /** Replaces the first {@code count} occurrences, or all where that is negative. */
    static Text replace(Run run, Text self, Text old, Text with, int count) {
        List<Integer> places = new ArrayList<>();
        String all = self.string();
        int at = Search.indexOf(run.budget(), all, old.string(), 0);
        while (at >= 0 && (count < 0 || places.size() < count)) {
            run.budget().objects(1);
            places.add(at);
            int next = at + old.length();
            if (old.length() == 0) {
                next = at < all.length() ? all.offsetByCodePoints(at, 1) : all.length() + 1;
            }
            at = next > all.length() ? -1 : Search.indexOf(run.budget(), all, old.string(), next);
        }
        if (places.isEmpty()) {
            return self;
        }
        TextBuilder out = run.newText();
        int from = 0;
        for (int place : places) {
            out.append(self.substring(from, place)).append(with);
            from = place + old.length();
        }
        return out.append(self.substring(from, self.length())).build();
    }
}
