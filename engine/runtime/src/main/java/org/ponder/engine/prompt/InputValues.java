package org.ponder.engine.prompt;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a caller wants rendered into values, and decides what is trusted: strings at the top
 * (the special tokens, switches) and the roles of messages are; all else inside messages, tools and
 * other structures may come from a person or another program.
 */
final class InputValues {
    private static final int MAX_DEPTH = 200;

    private long characters;

    /** Sizes so far, for the budget. */
    long characters() {
        return characters;
    }

    void into(Scope scope, Map<String, ?> input) {
        for (Map.Entry<String, ?> entry : input.entrySet()) {
            Object value = entry.getValue();
            scope.set(
                    entry.getKey(),
                    value instanceof CharSequence text
                            ? Text.trusted(text.toString())
                            : value(value, 0));
        }
    }

    private Value value(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new TemplateFailure("the conversation is nested too deeply");
        }
        characters++;
        return switch (value) {
            case null -> None.NONE;
            case Boolean bool -> Bool.of(bool);
            case CharSequence text -> untrusted(text.toString());
            case BigInteger whole -> new Int(whole);
            case BigDecimal real -> new Real(real.doubleValue());
            case Float real -> new Real(real);
            case Double real -> new Real(real);
            case Number whole -> Int.of(whole.longValue());
            case Map<?, ?> map -> dict(map, depth);
            case Iterable<?> items -> list(items, depth);
            default ->
                    throw new IllegalArgumentException(
                            "A template cannot be given a value of type "
                                    + value.getClass().getName()
                                    + ".");
        };
    }

    private Value untrusted(String text) {
        characters += text.length();
        return Text.untrusted(text);
    }

    private Value list(Iterable<?> items, int depth) {
        List<Value> list = new ArrayList<>();
        for (Object item : items) {
            list.add(value(item, depth + 1));
        }
        return ListValue.list(list);
    }

    private Value dict(Map<?, ?> map, int depth) {
        DictValue dict = new DictValue();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            // Depth 1 is a message: its role is the caller's word, not a person's.
            boolean role =
                    depth == 1
                            && key.equals("role")
                            && entry.getValue() instanceof CharSequence text
                            && isWord(text);
            Value value =
                    role
                            ? Text.trusted(String.valueOf(entry.getValue()))
                            : value(entry.getValue(), depth + 1);
            dict.put(untrusted(key), value);
        }
        return dict;
    }

    /** Roles are plain words; only as part of a tag of the template's do they become special. */
    private static boolean isWord(CharSequence text) {
        return text.length() <= 32
                && text.chars()
                        .allMatch(
                                c -> c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
    }
}
