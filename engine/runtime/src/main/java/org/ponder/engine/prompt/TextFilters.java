package org.ponder.engine.prompt;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Filters on strings; other values are printed first. */
final class TextFilters {
    private TextFilters() {}

    static void addTo(Map<String, Filters.Filter> all) {
        all.put("upper", (run, v, a) -> TextCase.upper(run, run.text(v)));
        all.put("lower", (run, v, a) -> TextCase.lower(run, run.text(v)));
        all.put("capitalize", (run, v, a) -> TextCase.capitalize(run, run.text(v)));
        all.put("title", (run, v, a) -> title(run, run.text(v)));
        all.put("string", (run, v, a) -> run.text(v));
        all.put("safe", (run, v, a) -> run.text(v));
        all.put("pprint", (run, v, a) -> run.printer().repr(v));
        all.put("trim", TextFilters::trim);
        all.put("replace", TextFilters::replace);
        all.put("center", TextFilters::center);
        all.put("indent", TextFilters::indent);
        all.put("truncate", TextFilters::truncate);
        all.put("wordcount", TextFilters::wordCount);
        all.put("format", TextFilters::format);
        all.put("e", TextFilters::escape);
        all.put("escape", TextFilters::escape);
        all.put("forceescape", TextFilters::escape);
        all.put("urlencode", TextFilters::urlEncode);
    }

    /** Words begin behind white space, dashes and opening brackets. */
    private static Value title(Run run, Text text) {
        TextBuilder out = run.newText();
        String all = text.string();
        int from = 0;
        while (from < all.length()) {
            int to = from;
            boolean gap = isGap(all.charAt(from));
            while (to < all.length() && isGap(all.charAt(to)) == gap) {
                to++;
            }
            Text part = text.substring(from, to);
            out.append(gap ? part : TextCase.capitalize(run, part));
            from = to;
        }
        return out.build();
    }

    private static boolean isGap(char c) {
        return PythonChars.isSpace(c) || "-({[<".indexOf(c) >= 0;
    }

    private static Value trim(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("trim", 0, "chars");
        Text chars = bound.hasValue(0) ? bound.text(0) : null;
        return TextMethods.strip(run, run.text(input), chars, true, true);
    }

    private static Value replace(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("replace", 2, "old", "new", "count");
        int count = bound.hasValue(2) ? bound.integer(2) : -1;
        return TextMethods.replace(
                run, run.text(input), run.text(bound.value(0)), run.text(bound.value(1)), count);
    }

    private static Value center(Run run, Value input, Arguments arguments) {
        int width = arguments.bind("center", 0, "width").integer(0, 80);
        return TextPadding.pad(run, run.text(input), width, " ", '^');
    }

    private static Value indent(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("indent", 0, "width", "first", "blank");
        Text by;
        if (bound.has(0) && bound.value(0) instanceof Text text) {
            by = text;
        } else {
            by = run.newText().repeat(" ", bound.integer(0, 4)).build();
        }
        if (!(input instanceof Text text)) {
            throw new TemplateFailure("indent needs a string, not " + input.typeName());
        }
        boolean blank = bound.flag(2, false);
        // The line break added is what makes an empty last line count as a line.
        Text whole = run.newText().append(text).append("\n").build();
        List<Value> lines = TextSplitting.lines(run, whole, false);
        TextBuilder out = run.newText();
        if (bound.flag(1, false)) {
            out.append(by);
        }
        for (int i = 0; i < lines.size(); i++) {
            Text line = (Text) lines.get(i);
            if (i > 0) {
                out.append("\n");
                if (blank || line.truthy()) {
                    out.append(by);
                }
            }
            out.append(line);
        }
        return out.build();
    }

    private static Value truncate(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound =
                arguments.bind("truncate", 0, "length", "killwords", "end", "leeway");
        int length = bound.integer(0, 255);
        Text end = bound.text(2, "...");
        int leeway = bound.hasValue(3) ? bound.integer(3) : 5;
        if (length < end.codePoints() || leeway < 0) {
            throw new TemplateFailure("truncate needs a length of at least its ending");
        }
        if (Iteration.length(input) <= (long) length + leeway) {
            return input;
        }
        if (!(input instanceof Text text)) {
            throw new TemplateFailure("truncate needs a string, not " + input.typeName());
        }
        Text cut =
                (Text)
                        run.members()
                                .slice(
                                        text,
                                        None.NONE,
                                        Int.of(length - end.codePoints()),
                                        None.NONE);
        int blank = cut.string().lastIndexOf(' ');
        if (!bound.flag(1, false) && blank >= 0) {
            cut = cut.substring(0, blank);
        }
        return run.newText().append(cut).append(end).build();
    }

    private static Value wordCount(Run run, Value input, Arguments arguments) {
        String text = run.text(input).string();
        run.budget().scan(text.length());
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_';
            words += letter && !inWord ? 1 : 0;
            inWord = letter;
        }
        return Int.of(words);
    }

    private static Value format(Run run, Value input, Arguments arguments) {
        Value values = ListValue.tuple(arguments.positional());
        if (!arguments.named().isEmpty()) {
            DictValue named = new DictValue();
            arguments.named().forEach((name, value) -> named.put(Text.trusted(name), value));
            values = named;
        }
        return PythonFormat.percent(run, run.text(input), values);
    }

    private static Value escape(Run run, Value input, Arguments arguments) {
        Text text = run.text(input);
        TextBuilder out = run.newText();
        for (RenderedPrompt.Segment segment : text.segments()) {
            out.append(
                    segment.text()
                            .replace("&", "&amp;")
                            .replace(">", "&gt;")
                            .replace("<", "&lt;")
                            .replace("'", "&#39;")
                            .replace("\"", "&#34;"),
                    segment.trusted());
        }
        return out.build();
    }

    private static Value urlEncode(Run run, Value input, Arguments arguments) {
        Text text = run.text(input);
        return run.budget()
                .made(
                        text.map(part ->
                                URLEncoder.encode(part, StandardCharsets.UTF_8)
                                        .replace("+", "%20")
                                        .replace("*", "%2A")
                                        .replace("%7E", "~")
                                        .replace("%2F", "/")));
    }
}
