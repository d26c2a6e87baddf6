package org.ponder.engine.prompt;

import java.util.Map;

/** Jinja's tests: what may stand behind {@code is}. */
final class Tests {
    /** One test. */
    interface Test {
        boolean holds(Run run, Value input, Arguments arguments);
    }

    private static final Map<String, Test> TESTS =
            Map.ofEntries(
                    Map.entry("defined", (run, v, a) -> !(v instanceof Undefined)),
                    Map.entry("undefined", (run, v, a) -> v instanceof Undefined),
                    Map.entry("none", (run, v, a) -> v == None.NONE),
                    Map.entry("boolean", (run, v, a) -> v instanceof Bool),
                    Map.entry("true", (run, v, a) -> v == Bool.TRUE),
                    Map.entry("false", (run, v, a) -> v == Bool.FALSE),
                    Map.entry("integer", (run, v, a) -> v instanceof Int),
                    Map.entry("float", (run, v, a) -> v instanceof Real),
                    Map.entry("number", (run, v, a) -> Numbers.real(v).isPresent()),
                    Map.entry("string", (run, v, a) -> v instanceof Text),
                    Map.entry("mapping", (run, v, a) -> v instanceof DictValue),
                    Map.entry("iterable", (run, v, a) -> Iteration.isIterable(v)),
                    Map.entry("sequence", (run, v, a) -> isSequence(v)),
                    Map.entry(
                            "callable",
                            (run, v, a) -> v instanceof Callable || v instanceof Undefined),
                    Map.entry("sameas", Tests::isSame),
                    Map.entry("escaped", (run, v, a) -> false),
                    Map.entry("lower", (run, v, a) -> TextCase.isLower(run.text(v))),
                    Map.entry("upper", (run, v, a) -> TextCase.isUpper(run.text(v))),
                    Map.entry("odd", (run, v, a) -> leaves(run, v, Int.of(2), 1)),
                    Map.entry("even", (run, v, a) -> leaves(run, v, Int.of(2), 0)),
                    Map.entry("divisibleby", Tests::isDivisible),
                    Map.entry("filter", (run, v, a) -> Filters.isKnown(run.text(v).string())),
                    Map.entry("test", (run, v, a) -> isKnown(run.text(v).string())),
                    Map.entry("in", (run, v, a) -> run.comparison().contains(other(a), v)),
                    Map.entry("==", comparison("==")),
                    Map.entry("eq", comparison("==")),
                    Map.entry("equalto", comparison("==")),
                    Map.entry("!=", comparison("!=")),
                    Map.entry("ne", comparison("!=")),
                    Map.entry(">", comparison(">")),
                    Map.entry("gt", comparison(">")),
                    Map.entry("greaterthan", comparison(">")),
                    Map.entry(">=", comparison(">=")),
                    Map.entry("ge", comparison(">=")),
                    Map.entry("<", comparison("<")),
                    Map.entry("lt", comparison("<")),
                    Map.entry("lessthan", comparison("<")),
                    Map.entry("<=", comparison("<=")),
                    Map.entry("le", comparison("<=")));

    private Tests() {}

    static Test named(String name) {
        Test test = TESTS.get(name);
        if (test == null) {
            throw new TemplateFailure("the test '" + name + "' is not known");
        }
        return (run, input, arguments) -> {
            run.budget().read(input);
            return test.holds(run, input, arguments);
        };
    }

    private static boolean isKnown(String name) {
        return TESTS.containsKey(name);
    }

    private static Value other(Arguments arguments) {
        return arguments.bind("the test", 1, "other").value(0);
    }

    private static Test comparison(String operator) {
        return (run, value, arguments) ->
                run.comparison().compare(operator, value, other(arguments));
    }

    private static boolean isSequence(Value value) {
        return switch (value) {
            case Text text -> true;
            case ListValue list -> true;
            case DictValue dict -> true;
            case Range range -> true;
            case Undefined undefined -> true;
            default -> false;
        };
    }

    private static boolean isSame(Run run, Value value, Arguments arguments) {
        Value other = other(arguments);
        return switch (value) {
            case ListValue list -> run.comparison().equal(list, other);
            case DictView view -> false;
            default -> value.equals(other);
        };
    }

    private static boolean isDivisible(Run run, Value value, Arguments arguments) {
        return leaves(run, value, other(arguments), 0);
    }

    private static boolean leaves(Run run, Value value, Value divisor, int rest) {
        Value found = Arithmetic.binary(run, "%", value, divisor);
        return run.comparison().equal(found, Int.of(rest));
    }
}
