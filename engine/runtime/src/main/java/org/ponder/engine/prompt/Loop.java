package org.ponder.engine.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}: where a loop stands. */
final class Loop implements Callable {
    /** Renders the loop's body over other items, one level deeper. */
    interface Recursion {
        Value render(Value items, int depth);
    }

    private final List<Value> items;
    private final int depth;
    private final @Nullable Recursion recursion;
    private int index;
    private @Nullable List<Value> lastChanged;

    /**
     * @param depth nesting of a recursive loop, from 0
     * @param recursion absent where the loop is not recursive
     */
    Loop(List<Value> items, int depth, @Nullable Recursion recursion) {
        this.items = items;
        this.depth = depth;
        this.recursion = recursion;
    }

    /** Moves to an item. */
    void at(int index) {
        this.index = index;
    }

    int length() {
        return items.size();
    }

    @Nullable Value member(String name) {
        return switch (name) {
            case "index" -> Int.of(index + 1);
            case "index0" -> Int.of(index);
            case "revindex" -> Int.of(items.size() - index);
            case "revindex0" -> Int.of(items.size() - index - 1);
            case "first" -> Bool.of(index == 0);
            case "last" -> Bool.of(index == items.size() - 1);
            case "length" -> Int.of(items.size());
            case "depth" -> Int.of(depth + 1);
            case "depth0" -> Int.of(depth);
            case "previtem" -> neighbour(index - 1, "there is no previous item");
            case "nextitem" -> neighbour(index + 1, "there is no next item");
            case "cycle" -> (Function) (run, arguments) -> cycle(arguments);
            case "changed" -> (Function) this::changed;
            default -> null;
        };
    }

    private Value neighbour(int position, String otherwise) {
        boolean there = position >= 0 && position < items.size();
        return there ? items.get(position) : new Undefined(otherwise);
    }

    private Value cycle(Arguments arguments) {
        List<Value> values = arguments.positional();
        if (values.isEmpty()) {
            throw new TemplateFailure("loop.cycle() needs values");
        }
        return values.get(index % values.size());
    }

    private Value changed(Run run, Arguments arguments) {
        ListValue now = ListValue.tuple(arguments.positional());
        boolean same =
                lastChanged != null && run.comparison().equal(ListValue.tuple(lastChanged), now);
        lastChanged = now.items();
        return Bool.of(!same);
    }

    @Override
    public Value call(Run run, Arguments arguments) {
        if (recursion == null) {
            throw new TemplateFailure("the loop is called but not marked as recursive");
        }
        return recursion.render(arguments.bind("loop", 1, "items").value(0), depth + 1);
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }
}
