package org.ponder.engine.reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON just far enough to take it apart: values stay the text they are. What is not JSON, or
 * is nested absurdly deep, is nothing.
 */
final class JsonText {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;

    /** The text is not JSON. */
    private static final class Malformed extends RuntimeException {
        Malformed() {
            super("not JSON", null, false, false);
        }
    }

    private JsonText(String text) {
        this.text = text;
    }

    /** The members of an object, their values as JSON. */
    static Optional<Map<String, String>> object(String text) {
        JsonText json = new JsonText(text);
        try {
            Map<String, String> members = new LinkedHashMap<>();
            json.blanks();
            json.members(members, 0);
            return json.ended() ? Optional.of(members) : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    /** The elements of an array, as JSON; a value that is none is the only element. */
    static List<String> elements(String text) {
        JsonText json = new JsonText(text);
        try {
            List<String> elements = new ArrayList<>();
            json.blanks();
            if (json.next() == '[') {
                json.elements(elements, 0);
            } else {
                elements.add(json.value(0));
            }
            return json.ended() ? elements : List.of();
        } catch (Malformed e) {
            return List.of();
        }
    }

    /** Values with semicolons or commas between them, as JSON. */
    static List<String> series(String text) {
        JsonText json = new JsonText(text);
        try {
            List<String> values = new ArrayList<>();
            json.blanks();
            values.add(json.value(0));
            while (!json.ended()) {
                json.take(json.next() == ';' ? ';' : ',');
                json.blanks();
                values.add(json.value(0));
            }
            return values;
        } catch (Malformed e) {
            return List.of();
        }
    }

    /** The characters of a JSON string; any other value as it is. */
    static String unquoted(String value) {
        if (!value.startsWith("\"")) {
            return value;
        }
        StringBuilder out = new StringBuilder();
        int i = 1;
        while (i < value.length() - 1) {
            char c = value.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = value.charAt(i++);
            switch (escaped) {
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> {
                    out.append((char) Integer.parseInt(value.substring(i, i + 4), 16));
                    i += 4;
                }
                default -> out.append(escaped);
            }
        }
        return out.toString();
    }

    /** A string as JSON. */
    static String quoted(String characters) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < characters.length(); i++) {
            char c = characters.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    private String value(int depth) {
        if (depth > DEEPEST) {
            throw new Malformed();
        }
        int from = at;
        switch (next()) {
            case '{' -> members(new LinkedHashMap<>(), depth);
            case '[' -> elements(new ArrayList<>(), depth);
            case '"' -> string();
            default -> plain();
        }
        return text.substring(from, at);
    }

    private void members(Map<String, String> members, int depth) {
        take('{');
        blanks();
        while (next() != '}') {
            int from = at;
            string();
            String name = unquoted(text.substring(from, at));
            blanks();
            take(':');
            blanks();
            members.put(name, value(depth + 1));
            separator('}');
        }
        at++;
    }

    private void elements(List<String> elements, int depth) {
        take('[');
        blanks();
        while (next() != ']') {
            elements.add(value(depth + 1));
            separator(']');
        }
        at++;
    }

    /** A comma with something behind it, or the end. */
    private void separator(char end) {
        blanks();
        if (next() == end) {
            return;
        }
        take(',');
        blanks();
        if (next() == end) {
            throw new Malformed();
        }
    }

    private void string() {
        take('"');
        while (next() != '"') {
            if (next() == '\\') {
                at++;
                if (next() == 'u') {
                    for (int i = 0; i < 4; i++) {
                        at++;
                        if (Character.digit(next(), 16) < 0) {
                            throw new Malformed();
                        }
                    }
                }
            }
            at++;
        }
        at++;
    }

    private void plain() {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at))
                        || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String word = text.substring(from, at);
        boolean fine =
                word.equals("true")
                        || word.equals("false")
                        || word.equals("null")
                        || word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
        if (!fine) {
            throw new Malformed();
        }
    }

    private char next() {
        if (at >= text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private void take(char expected) {
        if (next() != expected) {
            throw new Malformed();
        }
        at++;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean ended() {
        blanks();
        return at == text.length();
    }
}
