package org.ponder.engine.prompt;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Python's {@code json.dumps} does when transformers calls it: not restricted to
 * ASCII, with blanks behind commas and colons. Strings keep their trust; the marks around them are
 * the engine's.
 */
final class JsonWriter {
    private final Run run;
    private final TextBuilder out;
    private final @Nullable String indent;
    private final String itemSeparator;
    private final String keySeparator;
    private final boolean ascii;
    private int level;

    private JsonWriter(Run run, Arguments.Bound options) {
        this.run = run;
        this.out = run.newText();
        this.ascii = options.flag(0, false);
        this.indent = indent(run, options.value(1, None.NONE));
        String item = indent == null ? ", " : ",";
        String key = ": ";
        if (options.hasValue(2)) {
            List<Value> pair = run.iteration().items(options.value(2));
            if (pair.size() != 2) {
                throw new TemplateFailure("the separators of tojson must be two strings");
            }
            item = run.text(pair.get(0)).string();
            key = run.text(pair.get(1)).string();
        }
        this.itemSeparator = item;
        this.keySeparator = key;
    }

    private static @Nullable String indent(Run run, Value indent) {
        return switch (indent) {
            case None none -> null;
            case Text text -> text.string();
            case Int width -> run.newText().repeat(" ", width.clamped()).build().string();
            case Bool bool -> bool.truthy() ? " " : "";
            default -> throw new TemplateFailure("the indent of tojson must be a number");
        };
    }

    /** The filter {@code tojson}. */
    static Value filter(Run run, Value input, Arguments arguments) {
        Arguments.Bound options =
                arguments.bind("tojson", 0, "ensure_ascii", "indent", "separators", "sort_keys");
        JsonWriter writer = new JsonWriter(run, options);
        writer.write(options.flag(3, false) ? sorted(run, input) : input);
        return writer.out.build();
    }

    private void write(Value value) {
        run.budget().enter();
        switch (value) {
            case None none -> out.append("null");
            case Bool bool -> out.append(bool.truthy() ? "true" : "false");
            case Int whole -> out.append(whole.value().toString());
            case Real real -> out.append(number(real.value()));
            case Text text -> string(text);
            case ListValue list -> list(list.items());
            case DictValue dict -> dict(dict);
            default ->
                    throw new TemplateFailure(
                            "a value of type " + value.typeName() + " cannot become JSON");
        }
        run.budget().leave();
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        return Numbers.repr(value);
    }

    private void list(List<Value> items) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append("[");
        level++;
        newLine();
        Iterator<Value> rest = items.iterator();
        while (rest.hasNext()) {
            write(rest.next());
            between(rest.hasNext());
        }
        level--;
        newLine();
        out.append("]");
    }

    private void dict(DictValue dict) {
        if (dict.size() == 0) {
            out.append("{}");
            return;
        }
        out.append("{");
        level++;
        newLine();
        Iterator<Map.Entry<Value, Value>> rest = dict.entries().entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<Value, Value> entry = rest.next();
            key(entry.getKey());
            out.append(keySeparator);
            write(entry.getValue());
            between(rest.hasNext());
        }
        level--;
        newLine();
        out.append("}");
    }

    private void key(Value key) {
        switch (key) {
            case Text text -> string(text);
            case Int whole -> string(Text.trusted(whole.value().toString()));
            case Real real -> string(Text.trusted(number(real.value())));
            case None none -> string(Text.trusted("null"));
            default ->
                    throw new TemplateFailure(
                            "a value of type " + key.typeName() + " cannot be a key in JSON");
        }
    }

    private void between(boolean more) {
        if (more) {
            out.append(itemSeparator);
            newLine();
        }
    }

    private void newLine() {
        if (indent != null) {
            out.append("\n");
            out.repeat(indent, level);
        }
    }

    private void string(Text text) {
        out.append("\"");
        for (RenderedPrompt.Segment segment : text.segments()) {
            StringBuilder escaped = new StringBuilder();
            segment.text().chars().forEach(c -> escape((char) c, escaped));
            out.append(escaped.toString(), segment.trusted());
        }
        out.append("\"");
    }

    private void escape(char c, StringBuilder to) {
        switch (c) {
            case '"' -> to.append("\\\"");
            case '\\' -> to.append("\\\\");
            case '\n' -> to.append("\\n");
            case '\r' -> to.append("\\r");
            case '\t' -> to.append("\\t");
            case '\b' -> to.append("\\b");
            case '\f' -> to.append("\\f");
            default -> {
                if (c < 0x20 || (ascii && c > 0x7e)) {
                    to.append(String.format("\\u%04x", (int) c));
                } else {
                    to.append(c);
                }
            }
        }
    }

    /** The value with the keys of all its dictionaries in order. */
    private static Value sorted(Run run, Value value) {
        run.budget().enter();
        Value sorted =
                switch (value) {
                    case ListValue list -> {
                        run.budget().objects(list.items().size());
                        yield new ListValue(
                                list.items().stream().map(item -> sorted(run, item)).toList(),
                                list.tuple());
                    }
                    case DictValue dict -> {
                        run.budget().objects(2L * dict.size());
                        Map<Value, Value> entries = new LinkedHashMap<>(dict.entries());
                        DictValue ordered = new DictValue();
                        entries.keySet().stream()
                                .sorted((a, b) -> run.comparison().order(a, b, "<"))
                                .forEach(key -> {
                                    Value item = entries.get(key);
                                    if (item != null) {
                                        ordered.put(key, sorted(run, item));
                                    }
                                });
                        yield ordered;
                    }
                    default -> value;
                };
        run.budget().leave();
        return sorted;
    }
}
