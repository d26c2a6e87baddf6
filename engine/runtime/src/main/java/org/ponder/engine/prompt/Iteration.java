package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Goes through values that have items. */
final class Iteration {
    private final Budget budget;

    Iteration(Budget budget) {
        this.budget = budget;
    }

    /** Whether a value can be gone through. */
    static boolean isIterable(Value value) {
        return switch (value) {
            case Text text -> true;
            case ListValue list -> true;
            case DictValue dict -> true;
            case DictView view -> true;
            case Range range -> true;
            case Stream stream -> true;
            case Undefined undefined -> true;
            default -> false;
        };
    }

    /** All items; a stream is used up by it. */
    List<Value> items(Value value) {
        return switch (value) {
            case ListValue list -> list.items();
            case DictView view -> view.items();
            case Range range -> range.items();
            case Text text -> characters(text);
            case DictValue dict -> keys(dict);
            case Stream stream -> drain(stream);
            case Undefined undefined -> List.of();
            default ->
                    throw new TemplateFailure(
                            "a value of type " + value.typeName() + " has no items to go through");
        };
    }

    /** The items one by one, so that a stream does no more than it is asked for. */
    Iterator<Value> iterator(Value value) {
        return value instanceof Stream stream ? stream.items() : items(value).iterator();
    }

    private List<Value> keys(DictValue dict) {
        budget.objects(dict.size());
        return new ArrayList<>(dict.entries().keySet());
    }

    private List<Value> characters(Text text) {
        List<Value> characters = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = from + Character.charCount(text.string().codePointAt(from));
            budget.objects(2);
            characters.add(text.substring(from, to));
            from = to;
        }
        return characters;
    }

    private List<Value> drain(Stream stream) {
        List<Value> items = new ArrayList<>();
        while (stream.items().hasNext()) {
            budget.objects(1);
            budget.step();
            items.add(stream.items().next());
        }
        return items;
    }

    /** Python's {@code len}. */
    static int length(Value value) {
        return switch (value) {
            case Text text -> text.codePoints();
            case ListValue list -> list.items().size();
            case DictValue dict -> dict.size();
            case DictView view -> view.items().size();
            case Range range -> range.items().size();
            case Loop loop -> loop.length();
            case Undefined undefined -> 0;
            default ->
                    throw new TemplateFailure(
                            "a value of type " + value.typeName() + " has no length");
        };
    }
}
