package org.ponder.engine.prompt;

import java.util.HashMap;
import java.util.Map;

/** Jinja's filters by name: what may stand behind {@code |}. */
final class Filters {
    /** One filter. */
    interface Filter {
        Value apply(Run run, Value input, Arguments arguments);
    }

    private static final Map<String, Filter> FILTERS = all();

    private Filters() {}

    static Filter named(String name) {
        Filter filter = FILTERS.get(name);
        if (filter == null) {
            throw new TemplateFailure("the filter '" + name + "' is not known");
        }
        return (run, input, arguments) -> {
            run.budget().read(input);
            return filter.apply(run, input, arguments);
        };
    }

    static boolean isKnown(String name) {
        return FILTERS.containsKey(name);
    }

    private static Map<String, Filter> all() {
        Map<String, Filter> all = new HashMap<>();
        all.put("tojson", JsonWriter::filter);
        TextFilters.addTo(all);
        SequenceFilters.addTo(all);
        SortingFilters.addTo(all);
        SelectionFilters.addTo(all);
        NumberFilters.addTo(all);
        return Map.copyOf(all);
    }
}
