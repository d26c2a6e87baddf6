package org.ponder.engine.prompt;

import java.time.ZonedDateTime;
import java.util.List;

/** The functions that every template can call. */
final class Globals {
    private Globals() {}

    /** A scope with the functions, around the template's own variables. */
    static Scope scope() {
        Scope scope = new Scope(null);
        scope.set("range", (Function) Globals::range);
        scope.set("dict", (Function) Globals::dict);
        scope.set("namespace", (Function) Globals::namespace);
        scope.set("cycler", (Function) Globals::cycler);
        scope.set("joiner", (Function) Globals::joiner);
        scope.set("lipsum", (Function) (run, arguments) -> Text.EMPTY);
        scope.set("raise_exception", (Function) Globals::raise);
        scope.set("strftime_now", (Function) Globals::now);
        return scope;
    }

    private static Value range(Run run, Arguments arguments) {
        Arguments.Bound bound = arguments.bind("range", 1, "start", "stop", "step");
        return bound.has(1)
                ? new Range(bound.integer(0), bound.integer(1), bound.integer(2, 1))
                : new Range(0, bound.integer(0), 1);
    }

    /** A dictionary from another, or from pairs, and the named arguments. */
    private static Value dict(Run run, Arguments arguments) {
        run.budget().objects(1L + arguments.named().size());
        DictValue dict = new DictValue();
        if (!arguments.positional().isEmpty()) {
            Value first = arguments.positional().getFirst();
            if (first instanceof DictValue other) {
                run.budget().objects(other.size());
                dict.putAll(other);
            } else {
                for (Value pair : run.iteration().items(first)) {
                    List<Value> parts = run.iteration().items(pair);
                    if (parts.size() != 2) {
                        throw new TemplateFailure("dict() needs pairs");
                    }
                    run.budget().objects(1);
                    dict.put(parts.get(0), parts.get(1));
                }
            }
        }
        arguments.named().forEach((name, value) -> dict.put(Text.trusted(name), value));
        return dict;
    }

    private static Value namespace(Run run, Arguments arguments) {
        Namespace namespace = new Namespace();
        DictValue members = (DictValue) dict(run, arguments);
        members.entries().forEach((key, value) -> namespace.set(run.text(key).string(), value));
        return namespace;
    }

    private static Value cycler(Run run, Arguments arguments) {
        List<Value> items = arguments.positional();
        if (items.isEmpty()) {
            throw new TemplateFailure("cycler() needs values");
        }
        Namespace cycler = new Namespace();
        int[] position = {0};
        cycler.set("current", items.getFirst());
        cycler.set(
                "next",
                (Function)
                        (inner, none) -> {
                            Value item = items.get(position[0]);
                            position[0] = (position[0] + 1) % items.size();
                            cycler.set("current", items.get(position[0]));
                            return item;
                        });
        cycler.set(
                "reset",
                (Function)
                        (inner, none) -> {
                            position[0] = 0;
                            cycler.set("current", items.getFirst());
                            return None.NONE;
                        });
        return cycler;
    }

    /** Gives nothing at its first call and the separator from then on. */
    private static Value joiner(Run run, Arguments arguments) {
        Value separator = arguments.bind("joiner", 0, "sep").value(0, Text.trusted(", "));
        boolean[] used = {false};
        return (Function)
                (inner, none) -> {
                    Value now = used[0] ? separator : Text.EMPTY;
                    used[0] = true;
                    return now;
                };
    }

    private static Value raise(Run run, Arguments arguments) {
        String message =
                run.text(arguments.bind("raise_exception", 1, "message").value(0)).string();
        throw new TemplateFailure(message);
    }

    private static Value now(Run run, Arguments arguments) {
        Text format = arguments.bind("strftime_now", 1, "format").text(0);
        run.budget().characters(8L * format.length());
        return Text.trusted(DateFormat.format(format.string(), ZonedDateTime.now(run.clock())));
    }
}
