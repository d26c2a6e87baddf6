package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call, evaluated.
 *
 * @param named in the order written
 */
record Arguments(List<Value> positional, Map<String, Value> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    static Arguments of(Value... positional) {
        return new Arguments(List.of(positional), Map.of());
    }

    /** The arguments without the first {@code count} positional ones. */
    Arguments without(int count) {
        return new Arguments(positional.subList(count, positional.size()), named);
    }

    /** The arguments with one more named one. */
    Arguments with(String name, Value value) {
        Map<String, Value> more = new LinkedHashMap<>(named);
        more.put(name, value);
        return new Arguments(positional, more);
    }

    /**
     * Matches the arguments with parameters.
     *
     * @param function its name, for messages
     * @param required how many of the parameters have no default
     * @param parameters their names in order
     */
    Bound bind(String function, int required, String... parameters) {
        if (positional.size() > parameters.length) {
            throw new TemplateFailure(
                    function + "() takes at most " + parameters.length + " arguments");
        }
        List<@Nullable Value> values = new ArrayList<>(positional);
        Map<String, Value> left = new LinkedHashMap<>(named);
        for (int i = values.size(); i < parameters.length; i++) {
            values.add(left.remove(parameters[i]));
        }
        if (!left.isEmpty()) {
            throw new TemplateFailure(
                    function + "() has no parameter '" + left.keySet().iterator().next() + "'");
        }
        for (int i = 0; i < required; i++) {
            if (values.get(i) == null) {
                throw new TemplateFailure(
                        function + "() needs the argument '" + parameters[i] + "'");
            }
        }
        return new Bound(function, values);
    }

    /** Arguments matched with parameters, by the parameter's number. */
    record Bound(String function, List<@Nullable Value> values) {

        boolean has(int index) {
            return values.get(index) != null;
        }

        /** Whether it is given and not None: how Python marks "use the default". */
        boolean hasValue(int index) {
            return has(index) && values.get(index) != None.NONE;
        }

        Value value(int index) {
            Value value = values.get(index);
            if (value == null) {
                throw new TemplateFailure(function + "() lacks an argument");
            }
            return value;
        }

        Value value(int index, Value byDefault) {
            Value value = values.get(index);
            return value == null ? byDefault : value;
        }

        Text text(int index) {
            if (value(index) instanceof Text text) {
                return text;
            }
            throw new TemplateFailure(
                    function + "() needs a string, not " + value(index).typeName());
        }

        Text text(int index, String byDefault) {
            return has(index) ? text(index) : Text.trusted(byDefault);
        }

        int integer(int index) {
            return switch (value(index)) {
                case Int whole -> whole.clamped();
                case Bool bool -> bool.truthy() ? 1 : 0;
                case Undefined undefined -> throw undefined.failure();
                default ->
                        throw new TemplateFailure(
                                function
                                        + "() needs a whole number, not "
                                        + value(index).typeName());
            };
        }

        int integer(int index, int byDefault) {
            return has(index) ? integer(index) : byDefault;
        }

        boolean flag(int index, boolean byDefault) {
            Value value = values.get(index);
            return value == null ? byDefault : value.truthy();
        }
    }
}
