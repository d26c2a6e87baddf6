package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Filters that put items in order or compare them. */
final class SortingFilters {
    private SortingFilters() {}

    static void addTo(Map<String, Filters.Filter> all) {
        all.put("sort", SortingFilters::sort);
        all.put("dictsort", SortingFilters::dictSort);
        all.put("unique", SortingFilters::unique);
        all.put("groupby", SortingFilters::groupBy);
        all.put("min", (run, v, a) -> extreme(run, v, a, true));
        all.put("max", (run, v, a) -> extreme(run, v, a, false));
    }

    /** An item and what it is compared by. */
    private record Keyed(Value key, Value item) {}

    private static Value key(Run run, Value value, boolean caseSensitive) {
        return value instanceof Text text && !caseSensitive ? TextCase.lower(run, text) : value;
    }

    private static void sort(Run run, List<Keyed> items, boolean reverse) {
        try {
            items.sort((a, b) -> {
                run.budget().step();
                int order = run.comparison().order(a.key(), b.key(), "<");
                return reverse ? -order : order;
            });
        } catch (IllegalArgumentException e) {
            throw new TemplateFailure("the items to sort have no consistent order");
        }
    }

    private static List<Value> items(List<Keyed> keyed) {
        List<Value> items = new ArrayList<>(keyed.size());
        keyed.forEach(one -> items.add(one.item()));
        return items;
    }

    private static Value sort(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("sort", 0, "reverse", "case_sensitive", "attribute");
        boolean caseSensitive = bound.flag(1, false);
        List<AttributePath> paths = new ArrayList<>();
        if (bound.value(2, None.NONE) instanceof Text several) {
            for (String path : several.string().split(",", -1)) {
                paths.add(AttributePath.of(run, Text.trusted(path), null));
            }
        } else {
            paths.add(AttributePath.of(run, bound.value(2, None.NONE), null));
        }
        List<Keyed> keyed = new ArrayList<>();
        for (Value item : run.iteration().items(input)) {
            run.budget().objects(2L + paths.size());
            List<Value> keys = new ArrayList<>();
            for (AttributePath path : paths) {
                keys.add(key(run, path.of(item), caseSensitive));
            }
            keyed.add(new Keyed(ListValue.list(keys), item));
        }
        sort(run, keyed, bound.flag(0, false));
        return ListValue.list(items(keyed));
    }

    private static Value dictSort(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("dictsort", 0, "case_sensitive", "by", "reverse");
        if (!(input instanceof DictValue dict)) {
            throw new TemplateFailure("dictsort needs a dictionary, not " + input.typeName());
        }
        String by = bound.text(1, "key").string();
        if (!by.equals("key") && !by.equals("value")) {
            throw new TemplateFailure("dictsort sorts by 'key' or 'value'");
        }
        List<Keyed> keyed = new ArrayList<>();
        for (Value item : CollectionMethods.side(run, dict, DictView.Kind.ITEMS)) {
            Value key = ((ListValue) item).items().get(by.equals("key") ? 0 : 1);
            keyed.add(new Keyed(key(run, key, bound.flag(0, false)), item));
        }
        sort(run, keyed, bound.flag(2, false));
        return ListValue.list(items(keyed));
    }

    private static Value unique(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("unique", 0, "case_sensitive", "attribute");
        AttributePath path = AttributePath.of(run, bound.value(1, None.NONE), null);
        Set<Value> seen = new HashSet<>();
        List<Value> unique = new ArrayList<>();
        for (Value item : run.iteration().items(input)) {
            run.budget().objects(2);
            Value key = DictValue.key(key(run, path.of(item), bound.flag(0, false)));
            if (seen.add(key)) {
                unique.add(item);
            }
        }
        return new Stream(unique.iterator());
    }

    private static Value groupBy(Run run, Value input, Arguments arguments) {
        Arguments.Bound bound =
                arguments.bind("groupby", 1, "attribute", "default", "case_sensitive");
        AttributePath path = AttributePath.of(run, bound.value(0), bound.value(1, None.NONE));
        List<Keyed> keyed = new ArrayList<>();
        for (Value item : run.iteration().items(input)) {
            run.budget().objects(3);
            keyed.add(new Keyed(key(run, path.of(item), bound.flag(2, false)), item));
        }
        sort(run, keyed, false);
        List<Value> groups = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= keyed.size(); i++) {
            if (i == keyed.size()
                    || !run.comparison().equal(keyed.get(from).key(), keyed.get(i).key())) {
                List<Value> members = items(keyed.subList(from, i));
                Value name = path.of(members.getFirst());
                groups.add(ListValue.tuple(List.of(name, ListValue.list(members))));
                from = i;
            }
        }
        return ListValue.list(groups);
    }

    private static Value extreme(Run run, Value input, Arguments arguments, boolean least) {
        Arguments.Bound bound =
                arguments.bind(least ? "min" : "max", 0, "case_sensitive", "attribute");
        AttributePath path = AttributePath.of(run, bound.value(1, None.NONE), null);
        Keyed best = null;
        for (Value item : run.iteration().items(input)) {
            run.budget().step();
            Keyed next = new Keyed(key(run, path.of(item), bound.flag(0, false)), item);
            if (best == null) {
                best = next;
            } else {
                int order = run.comparison().order(next.key(), best.key(), least ? "<" : ">");
                best = (least ? order < 0 : order > 0) ? next : best;
            }
        }
        return best == null ? new Undefined("a sequence to compare is empty") : best.item();
    }
}
