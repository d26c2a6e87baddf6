package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Filters on lists and other values with items. */
final class SequenceFilters {
    private SequenceFilters() {}

    static void addTo(Map<String, Filters.Filter> all) {
        all.put("length", (run, v, a) -> Int.of(Iteration.length(v)));
        all.put("count", (run, v, a) -> Int.of(Iteration.length(v)));
        all.put("first", SequenceFilters::first);
        all.put("last", SequenceFilters::last);
        all.put("list", SequenceFilters::list);
        all.put("items", SequenceFilters::items);
        all.put("join", SequenceFilters::join);
        all.put("reverse", SequenceFilters::reverse);
        all.put("batch", SequenceFilters::batch);
        all.put("slice", SequenceFilters::slice);
        all.put("sum", SequenceFilters::sum);
    }

    private static Value first(Run run, Value input, Arguments arguments) {
        Iterator<Value> items = run.iteration().iterator(input);
        return items.hasNext() ? items.next() : new Undefined("a sequence has no first item");
    }

    private static Value last(Run run, Value input, Arguments arguments) {
        if (input instanceof Stream) {
            throw new TemplateFailure("last needs a list, not a generator");
        }
        List<Value> items = run.iteration().items(input);
        return items.isEmpty() ? new Undefined("a sequence has no last item") : items.getLast();
    }

    private static Value list(Run run, Value input, Arguments arguments) {
        List<Value> items = run.iteration().items(input);
        run.budget().objects(items.size() + 1L);
        return ListValue.list(new ArrayList<>(items));
    }

    private static Value items(Run run, Value input, Arguments arguments) {
        return switch (input) {
            case Undefined undefined -> new Stream(List.<Value>of().iterator());
            case DictValue dict ->
                    new Stream(CollectionMethods.side(run, dict, DictView.Kind.ITEMS).iterator());
            default ->
                    throw new TemplateFailure("items needs a dictionary, not " + input.typeName());
        };
    }

    private static Value join(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("join", 0, "d", "attribute");
        Text between = bound.has(0) ? run.text(bound.value(0)) : Text.EMPTY;
        AttributePath path = AttributePath.of(run, bound.value(1, None.NONE), null);
        TextBuilder out = run.newText();
        boolean first = true;
        for (Value item : run.iteration().items(input)) {
            if (!first) {
                out.append(between);
            }
            out.append(run.text(path.of(item)));
            first = false;
        }
        return out.build();
    }

    private static Value reverse(Run run, Value input, Arguments arguments) {
        if (input instanceof Text) {
            return run.members().slice(input, None.NONE, None.NONE, Int.of(-1));
        }
        List<Value> items = run.iteration().items(input);
        run.budget().objects(items.size());
        List<Value> reversed = new ArrayList<>(items.reversed());
        return input instanceof Stream ? ListValue.list(reversed) : new Stream(reversed.iterator());
    }

    private static Value batch(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("batch", 1, "linecount", "fill_with");
        int size = bound.integer(0);
        List<Value> batches = new ArrayList<>();
        List<Value> batch = new ArrayList<>();
        for (Value item : run.iteration().items(input)) {
            run.budget().objects(2);
            if (batch.size() == size) {
                batches.add(ListValue.list(batch));
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        if (!batch.isEmpty()) {
            if (bound.hasValue(1) && batch.size() < size) {
                run.budget().objects(size - batch.size());
                while (batch.size() < size) {
                    batch.add(bound.value(1));
                }
            }
            batches.add(ListValue.list(batch));
        }
        return new Stream(batches.iterator());
    }

    private static Value slice(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("slice", 1, "slices", "fill_with");
        List<Value> items = run.iteration().items(input);
        int count = bound.integer(0);
        if (count <= 0) {
            throw new TemplateFailure("slice needs a positive number of slices");
        }
        run.budget().objects(items.size() + 2L * count);
        int size = items.size() / count;
        int longer = items.size() % count;
        List<Value> slices = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < count; i++) {
            int to = from + size + (i < longer ? 1 : 0);
            List<Value> slice = new ArrayList<>(items.subList(from, to));
            if (bound.hasValue(1) && i >= longer) {
                slice.add(bound.value(1));
            }
            slices.add(ListValue.list(slice));
            from = to;
        }
        return new Stream(slices.iterator());
    }

    private static Value sum(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("sum", 0, "attribute", "start");
        AttributePath path = AttributePath.of(run, bound.value(0, None.NONE), null);
        Value sum = bound.value(1, Int.ZERO);
        if (sum instanceof Text) {
            throw new TemplateFailure("sum does not add strings");
        }
        for (Value item : run.iteration().items(input)) {
            run.budget().step();
            sum = Arithmetic.binary(run, "+", sum, path.of(item));
        }
        return sum;
    }
}
