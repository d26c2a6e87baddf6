package org.ponder.engine.reply;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what models write between the tags of a tool call; nothing where it is no call. */
final class ToolBodies {
    private static final List<String> NAMES = List.of("name", "tool_name");
    private static final List<String> ARGUMENTS = List.of("arguments", "parameters", "args");

    /** Strings that stand beside a call and are no part of it. */
    private static final List<String> BESIDE = List.of("id", "tool_call_id", "type");

    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}_.:/-]{1,128}");

    private static final Pattern FUNCTION =
            Pattern.compile("\\s*<function=([^>\\s]{1,128})>(.*?)</function>\\s*", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile(
                    "\\s*<parameter=([^>\\s]{1,128})>\\n?(.*?)\\n?</parameter>\\s*",
                    Pattern.DOTALL);

    private static final Pattern TAGGED =
            Pattern.compile(
                    "\\s*([\\p{Alnum}_.:/-]{1,128})(?:\\s*\\n\\s*|\\s*(?=<arg_key>))((?:<arg_key>.*)?)",
                    Pattern.DOTALL);
    private static final Pattern TAGGED_START =
            Pattern.compile("\\s*[\\p{Alnum}_.:/-]{1,128}\\s*(?:<.*)?", Pattern.DOTALL);
    private static final Pattern TAGGED_ARGUMENT =
            Pattern.compile(
                    "\\s*<arg_key>(.{1,128}?)</arg_key>\\s*<arg_value>(.*?)</arg_value>\\s*",
                    Pattern.DOTALL);

    private static final String CALL_BEGIN = "<｜tool▁call▁begin｜>";
    private static final String CALL_END = "<｜tool▁call▁end｜>";
    private static final String SEPARATOR = "<｜tool▁sep｜>";
    private static final String FENCE = "```";

    private static final Pattern NAMED_ARGUMENTS =
            Pattern.compile(
                    "([^\\[\\s]{1,128})(?:\\[CALL_ID\\][^\\[]*)?\\[ARGS\\](.*)", Pattern.DOTALL);
    private static final Pattern PYTHON_CALL =
            Pattern.compile("([\\p{Alnum}_]{1,128})\\.call\\((.*)\\)", Pattern.DOTALL);
    private static final Pattern KEYWORD =
            Pattern.compile("\\s*([\\p{Alnum}_]{1,128})=\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*(?:,|$)");

    private ToolBodies() {}

    /** One object or an array of them. */
    static List<ReplyPiece.ToolCall> json(String body) {
        return objects(JsonText.elements(body));
    }

    private static List<ReplyPiece.ToolCall> objects(List<String> elements) {
        List<ReplyPiece.ToolCall> calls = new ArrayList<>();
        for (String element : elements) {
            Optional<ReplyPiece.ToolCall> call = object(element);
            if (call.isEmpty()) {
                return List.of();
            }
            calls.add(call.get());
        }
        return calls;
    }

    private static Optional<ReplyPiece.ToolCall> object(String json) {
        Map<String, String> members = JsonText.object(json).orElseGet(HashMap::new);
        Optional<String> name = take(NAMES, members);
        String arguments = take(ARGUMENTS, members).orElse("{}");
        members.entrySet()
                .removeIf(beside ->
                        BESIDE.contains(beside.getKey()) && beside.getValue().startsWith("\""));
        if (!members.isEmpty()) {
            return Optional.empty(); // what is no part of a call would be lost in it
        }
        // Some models write the arguments as a string of JSON.
        String plain = JsonText.unquoted(arguments);
        String read = JsonText.object(plain).isPresent() ? plain : arguments;
        return name.filter(value -> value.startsWith("\""))
                .map(JsonText::unquoted)
                .filter(value -> !value.isBlank())
                .map(value -> new ReplyPiece.ToolCall(value, read));
    }

    private static Optional<String> take(List<String> keys, Map<String, String> members) {
        return keys.stream().filter(members::containsKey).findFirst().map(members::remove);
    }

    /** Objects, functions with parameters, or a name with tagged arguments. */
    static List<ReplyPiece.ToolCall> hermes(String body) {
        String start = body.stripLeading();
        if (start.startsWith("<")) {
            return functions(body);
        }
        return start.startsWith("{") || start.startsWith("[") ? json(body) : tagged(body);
    }

    /** Whether what begins so may become a name with tagged arguments. */
    static boolean mayBecomeTagged(CharSequence body) {
        return TAGGED_START.matcher(body).matches();
    }

    private static List<ReplyPiece.ToolCall> tagged(String body) {
        Matcher call = TAGGED.matcher(body);
        return call.matches()
                ? members(call.group(2), TAGGED_ARGUMENT)
                        .map(arguments -> new ReplyPiece.ToolCall(call.group(1), arguments))
                        .map(List::of)
                        .orElse(List.of())
                : List.of();
    }

    /** {@code <function=name><parameter=key>value</parameter>…</function>}, one or more. */
    static List<ReplyPiece.ToolCall> functions(String body) {
        List<ReplyPiece.ToolCall> calls = new ArrayList<>();
        Matcher function = FUNCTION.matcher(body);
        int at = 0;
        while (at < body.length() && function.find(at) && function.start() == at) {
            Optional<String> arguments = members(function.group(2), PARAMETER);
            if (arguments.isEmpty()) {
                return List.of();
            }
            calls.add(new ReplyPiece.ToolCall(function.group(1), arguments.get()));
            at = function.end();
        }
        return at == body.length() ? calls : List.of();
    }

    /** Keys and values that follow each other, as an object of strings. */
    private static Optional<String> members(String text, Pattern keyAndValue) {
        StringJoiner members = new StringJoiner(", ", "{", "}");
        Matcher parameter = keyAndValue.matcher(text);
        int at = 0;
        while (at < text.length() && parameter.find(at) && parameter.start() == at) {
            members.add(
                    JsonText.quoted(parameter.group(1))
                            + ": "
                            + JsonText.quoted(parameter.group(2)));
            at = parameter.end();
        }
        return text.substring(at).isBlank() ? Optional.of(members.toString()) : Optional.empty();
    }

    /** One or more of {@code begin … sep … end}. */
    static List<ReplyPiece.ToolCall> deepSeek(String body) {
        List<ReplyPiece.ToolCall> calls = new ArrayList<>();
        String rest = body.strip();
        while (!rest.isEmpty()) {
            int end = rest.indexOf(CALL_END);
            if (!rest.startsWith(CALL_BEGIN) || end < 0) {
                return List.of();
            }
            String call = rest.substring(CALL_BEGIN.length(), end);
            int separator = call.indexOf(SEPARATOR);
            if (separator < 0) {
                return List.of();
            }
            String before = call.substring(0, separator).strip();
            String after = call.substring(separator + SEPARATOR.length()).strip();
            int fence = after.indexOf(FENCE);
            boolean named = fence >= 0 && !after.startsWith("{");
            String name = named ? after.substring(0, fence).strip() : before;
            if (!NAME.matcher(name).matches()) {
                return List.of();
            }
            calls.add(
                    new ReplyPiece.ToolCall(name, named ? fenced(after.substring(fence)) : after));
            rest = rest.substring(end + CALL_END.length()).stripLeading();
        }
        return calls;
    }

    /** The text inside a fence, without the name of its language. */
    private static String fenced(String text) {
        String inside = text.substring(FENCE.length());
        inside = inside.startsWith("json") ? inside.substring("json".length()) : inside;
        int end = inside.lastIndexOf(FENCE);
        return (end < 0 ? inside : inside.substring(0, end)).strip();
    }

    static List<ReplyPiece.ToolCall> mistral(String body) {
        Matcher named = NAMED_ARGUMENTS.matcher(body.strip());
        if (!named.matches()) {
            return json(body);
        }
        String arguments = named.group(2).strip();
        return JsonText.object(arguments).isPresent()
                ? List.of(new ReplyPiece.ToolCall(named.group(1), arguments))
                : List.of();
    }

    /** Objects divided by semicolons, a call in the manner of Python, or a whole program. */
    static List<ReplyPiece.ToolCall> llama(String body) {
        String text = body.strip();
        if (text.isEmpty()) {
            return List.of();
        }
        if (text.startsWith("{")) {
            return objects(JsonText.series(text));
        }
        Matcher call = PYTHON_CALL.matcher(text);
        Optional<String> arguments = call.matches() ? keywords(call.group(2)) : Optional.empty();
        return List.of(
                arguments
                        .map(found -> new ReplyPiece.ToolCall(call.group(1), found))
                        .orElseGet(() -> new ReplyPiece.ToolCall("python", text)));
    }

    private static Optional<String> keywords(String text) {
        StringJoiner members = new StringJoiner(", ", "{", "}");
        Matcher keyword = KEYWORD.matcher(text);
        int at = 0;
        while (at < text.length() && keyword.find(at) && keyword.start() == at) {
            members.add(
                    JsonText.quoted(keyword.group(1)) + ": " + JsonText.quoted(keyword.group(2)));
            at = keyword.end();
        }
        return at == text.length() ? Optional.of(members.toString()) : Optional.empty();
    }
}
