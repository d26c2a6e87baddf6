package org.ponder.engine.prompt;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Python's {@code str} and {@code repr}. */
final class Printer {
    private final Budget budget;

    Printer(Budget budget) {
        this.budget = budget;
    }

    /** How a value prints. */
    Text text(Value value) {
        if (value instanceof Text text) {
            return text;
        }
        if (value instanceof Undefined) {
            return Text.EMPTY;
        }
        TextBuilder out = new TextBuilder(budget);
        repr(value, out);
        return out.build();
    }

    /** How a value shows itself inside a list. */
    Text repr(Value value) {
        TextBuilder out = new TextBuilder(budget);
        repr(value, out);
        return out.build();
    }

    private void repr(Value value, TextBuilder out) {
        budget.enter();
        switch (value) {
            case Text text -> quoted(text, out);
            case Bool bool -> out.append(bool.truthy() ? "True" : "False");
            case None none -> out.append("None");
            case Int whole -> out.append(whole.value().toString());
            case Real real -> out.append(Numbers.repr(real.value()));
            case Undefined undefined -> out.append("Undefined");
            case ListValue list -> list(list, out);
            case DictValue dict -> dict(dict, out);
            case DictView view -> {
                out.append(view.typeName()).append("([");
                items(view.items(), out);
                out.append("])");
            }
            case Range range -> range(range, out);
            case Namespace namespace -> out.append("<Namespace>");
            case Stream stream -> out.append("<generator>");
            case Loop loop -> out.append("<LoopContext>");
            case Macro macro -> out.append("<Macro '" + macro.name() + "'>");
            case Callable callable -> out.append("<function>");
        }
        budget.leave();
    }

    private void list(ListValue list, TextBuilder out) {
        out.append(list.tuple() ? "(" : "[");
        items(list.items(), out);
        if (list.tuple() && list.items().size() == 1) {
            out.append(",");
        }
        out.append(list.tuple() ? ")" : "]");
    }

    private void items(List<Value> items, TextBuilder out) {
        Iterator<Value> rest = items.iterator();
        while (rest.hasNext()) {
            repr(rest.next(), out);
            if (rest.hasNext()) {
                out.append(", ");
            }
        }
    }

    private void dict(DictValue dict, TextBuilder out) {
        out.append("{");
        Iterator<Map.Entry<Value, Value>> rest = dict.entries().entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<Value, Value> entry = rest.next();
            repr(entry.getKey(), out);
            out.append(": ");
            repr(entry.getValue(), out);
            if (rest.hasNext()) {
                out.append(", ");
            }
        }
        out.append("}");
    }

    private static void range(Range range, TextBuilder out) {
        out.append("range(" + range.start() + ", " + range.stop());
        out.append(range.step() == 1 ? ")" : ", " + range.step() + ")");
    }

    /** Single quotes, unless the text has some and no double ones. */
    private static void quoted(Text text, TextBuilder out) {
        String all = text.string();
        char quote = all.indexOf('\'') >= 0 && all.indexOf('"') < 0 ? '"' : '\'';
        out.append(Character.toString(quote));
        for (RenderedPrompt.Segment segment : text.segments()) {
            StringBuilder escaped = new StringBuilder();
            segment.text().codePoints().forEach(c -> escape(c, quote, escaped));
            out.append(escaped.toString(), segment.trusted());
        }
        out.append(Character.toString(quote));
    }

    private static void escape(int c, char quote, StringBuilder out) {
        switch (c) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c == quote) {
                    out.append('\\').append(quote);
                } else if (PythonChars.isPrintable(c)) {
                    out.appendCodePoint(c);
                } else if (c < 0x100) {
                    out.append(String.format("\\x%02x", c));
                } else if (c < 0x10000) {
                    out.append(String.format("\\u%04x", c));
                } else {
                    out.append(String.format("\\U%08x", c));
                }
            }
        }
    }
}
