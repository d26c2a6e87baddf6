package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of Python's dictionaries and lists. Those that change them are refused, as in the
 * sandbox that templates are written for.
 */
final class CollectionMethods {
    private static final Set<String> DICT_CHANGES =
            Set.of("clear", "pop", "popitem", "setdefault", "update");
    private static final Set<String> LIST_CHANGES =
            Set.of("append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove");

    private CollectionMethods() {}

    static @Nullable Value bind(DictValue self, String name) {
        if (DICT_CHANGES.contains(name)) {
            return refused("dictionary", name);
        }
        return switch (name) {
            case "keys" -> view(self, DictView.Kind.KEYS);
            case "values" -> view(self, DictView.Kind.VALUES);
            case "items" -> view(self, DictView.Kind.ITEMS);
            case "get" -> (Function) (run, arguments) -> get(self, arguments);
            case "copy" -> (Function) (run, arguments) -> self;
            default -> null;
        };
    }

    static @Nullable Value bind(ListValue self, String name) {
        if (!self.tuple() && LIST_CHANGES.contains(name)) {
            return refused("list", name);
        }
        return switch (name) {
            case "index" -> (Function) (run, arguments) -> index(run, self, arguments);
            case "count" -> (Function) (run, arguments) -> count(run, self, arguments);
            case "copy" -> self.tuple() ? null : (Function) (run, arguments) -> self;
            default -> null;
        };
    }

    /** It prints as nothing, as in the sandbox, and fails when called. */
    private static Undefined refused(String type, String name) {
        return new Undefined("a template may not change a " + type + " by " + name + "()");
    }

    private static Function view(DictValue self, DictView.Kind kind) {
        return (run, arguments) -> new DictView(kind, side(run, self, kind));
    }

    static List<Value> side(Run run, DictValue dict, DictView.Kind kind) {
        run.budget().objects(3L * dict.size());
        List<Value> side = new ArrayList<>(dict.size());
        for (Map.Entry<Value, Value> entry : dict.entries().entrySet()) {
            side.add(
                    switch (kind) {
                        case KEYS -> entry.getKey();
                        case VALUES -> entry.getValue();
                        case ITEMS -> ListValue.tuple(List.of(entry.getKey(), entry.getValue()));
                    });
        }
        return side;
    }

    private static Value get(DictValue self, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("get", 1, "key", "default");
        Value found = self.get(bound.value(0));
        return found != null ? found : bound.value(1, None.NONE);
    }

    private static Value index(Run run, ListValue self, Arguments arguments) {
        Value sought = arguments.bind("index", 1, "value").value(0);
        for (int i = 0; i < self.items().size(); i++) {
            if (run.comparison().equal(self.items().get(i), sought)) {
                return Int.of(i);
            }
        }
        throw new TemplateFailure("an item was not found in the list");
    }

    private static Value count(Run run, ListValue self, Arguments arguments) {
        Value sought = arguments.bind("count", 1, "value").value(0);
        long count =
                self.items().stream().filter(item -> run.comparison().equal(item, sought)).count();
        return Int.of(count);
    }
}
