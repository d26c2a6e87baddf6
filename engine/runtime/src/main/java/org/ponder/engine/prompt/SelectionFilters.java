package org.ponder.engine.prompt;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Filters that choose or change items one by one, as they are asked for. */
final class SelectionFilters {
    private SelectionFilters() {}

    static void addTo(Map<String, Filters.Filter> all) {
        all.put("default", SelectionFilters::byDefault);
        all.put("d", SelectionFilters::byDefault);
        all.put("attr", SelectionFilters::attribute);
        all.put("map", SelectionFilters::map);
        all.put("select", (run, v, a) -> select(run, v, a, false, true));
        all.put("reject", (run, v, a) -> select(run, v, a, false, false));
        all.put("selectattr", (run, v, a) -> select(run, v, a, true, true));
        all.put("rejectattr", (run, v, a) -> select(run, v, a, true, false));
    }

    private static Value byDefault(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("default", 0, "default_value", "boolean");
        boolean replaced = input instanceof Undefined || (bound.flag(1, false) && !input.truthy());
        return replaced ? bound.value(0, Text.EMPTY) : input;
    }

    private static Value attribute(Run run, Value input, Arguments arguments) {
        String name = arguments.bind("attr", 1, "name").text(0).string();
        return input instanceof DictValue dict && dict.get(name) != null
                ? Undefined.member(dict, name)
                : run.members().member(input, name);
    }

    private static Value map(Run run, Value input, Arguments arguments) {
        if (!input.truthy()) {
            return new Stream(List.<Value>of().iterator());
        }
        Iterator<Value> items = run.iteration().iterator(input);
        return new Stream(new Mapped(run.budget(), items, mapping(run, arguments)));
    }

    private static UnaryOperator<Value> mapping(Run run, Arguments arguments) {
        if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
            Arguments.Bound bound = arguments.bind("map", 0, "attribute", "default");
            AttributePath path = AttributePath.of(run, bound.value(0), bound.value(1, None.NONE));
            return path::of;
        }
        if (arguments.positional().isEmpty()) {
            throw new TemplateFailure("map needs the name of a filter or an attribute");
        }
        Filters.Filter filter = Filters.named(run.text(arguments.positional().getFirst()).string());
        Arguments rest = arguments.without(1);
        return item -> filter.apply(run, item, rest);
    }

    private static Value select(
            Run run, Value input, Arguments arguments, boolean byAttribute, boolean keep) {
        if (!input.truthy()) {
            return new Stream(List.<Value>of().iterator());
        }
        AttributePath path = AttributePath.of(run, None.NONE, null);
        Arguments rest = arguments;
        if (byAttribute) {
            if (arguments.positional().isEmpty()) {
                throw new TemplateFailure("the name of an attribute is missing");
            }
            path = AttributePath.of(run, arguments.positional().getFirst(), null);
            rest = arguments.without(1);
        }
        Predicate<Value> test = test(run, rest);
        AttributePath subject = path;
        Iterator<Value> items = run.iteration().iterator(input);
        return new Stream(
                new Selected(run.budget(), items, item -> test.test(subject.of(item)) == keep));
    }

    private static Predicate<Value> test(Run run, Arguments arguments) {
        if (arguments.positional().isEmpty()) {
            return Value::truthy;
        }
        Tests.Test test = Tests.named(run.text(arguments.positional().getFirst()).string());
        Arguments rest = arguments.without(1);
        return item -> {
            run.budget().step();
            return test.holds(run, item, rest);
        };
    }

    /** Changes each item when it is asked for. The items may come from another of its kind. */
    private record Mapped(Budget budget, Iterator<Value> items, UnaryOperator<Value> change)
            implements Iterator<Value> {
        @Override
        public boolean hasNext() {
            budget.enter();
            boolean more = items.hasNext();
            budget.leave();
            return more;
        }

        @Override
        public Value next() {
            budget.enter();
            Value changed = change.apply(items.next());
            budget.leave();
            return changed;
        }
    }

    /** Passes on the items that fit. They may come from another of its kind. */
    private static final class Selected implements Iterator<Value> {
        private final Budget budget;
        private final Iterator<Value> items;
        private final Predicate<Value> fits;
        private @Nullable Value next;

        Selected(Budget budget, Iterator<Value> items, Predicate<Value> fits) {
            this.budget = budget;
            this.items = items;
            this.fits = fits;
        }

        @Override
        public boolean hasNext() {
            budget.enter();
            while (next == null && items.hasNext()) {
                Value item = items.next();
                next = fits.test(item) ? item : null;
            }
            budget.leave();
            return next != null;
        }

        @Override
        public Value next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Value found = next;
            next = null;
            return found;
        }
    }
}
