package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A macro, or the body of a call block: rendered into a string when called. */
final class Macro implements Callable {
    private final Statement.MacroBody body;
    private final Scope definedIn;
    private final Renderer renderer;

    Macro(Statement.MacroBody body, Scope definedIn, Renderer renderer) {
        this.body = body;
        this.definedIn = definedIn;
        this.renderer = renderer;
    }

    String name() {
        return body.name();
    }

    @Override
    public String typeName() {
        return "Macro";
    }

    @Nullable Value member(String name) {
        return switch (name) {
            case "name" -> Text.trusted(body.name());
            case "caller" -> Bool.of(body.uses().contains("caller"));
            case "catch_kwargs" -> Bool.of(body.uses().contains("kwargs"));
            case "catch_varargs" -> Bool.of(body.uses().contains("varargs"));
            case "arguments" ->
                    ListValue.tuple(
                            body.parameters().stream()
                                    .map(parameter -> (Value) Text.trusted(parameter.name()))
                                    .toList());
            default -> null;
        };
    }

    @Override
    public Value call(Run run, Arguments arguments) {
        Scope scope = new Scope(definedIn);
        Map<String, Value> named = new LinkedHashMap<>(arguments.named());
        List<Statement.Parameter> missing = new ArrayList<>();
        for (int i = 0; i < body.parameters().size(); i++) {
            Statement.Parameter parameter = body.parameters().get(i);
            Value given =
                    i < arguments.positional().size()
                            ? arguments.positional().get(i)
                            : named.remove(parameter.name());
            if (given != null) {
                scope.set(parameter.name(), given);
            } else {
                missing.add(parameter);
            }
        }
        takeSpecial(scope, arguments, named);
        renderer.fillDefaults(scope, missing);
        return renderer.renderToText(body.body(), scope);
    }

    /** What the parameters did not take goes to the special names, or is one too many. */
    private void takeSpecial(Scope scope, Arguments arguments, Map<String, Value> named) {
        if (isSpecial("caller")) {
            Value caller = named.remove("caller");
            scope.set("caller", caller != null ? caller : new Undefined("there is no caller"));
        }
        if (isSpecial("kwargs")) {
            DictValue rest = new DictValue();
            named.forEach((name, value) -> rest.put(Text.trusted(name), value));
            scope.set("kwargs", rest);
        } else if (!named.isEmpty()) {
            throw new TemplateFailure(
                    "the macro '"
                            + body.name()
                            + "' has no parameter '"
                            + named.keySet().iterator().next()
                            + "'");
        }
        int taken = body.parameters().size();
        boolean tooMany = arguments.positional().size() > taken;
        if (isSpecial("varargs")) {
            scope.set(
                    "varargs",
                    ListValue.tuple(tooMany ? arguments.without(taken).positional() : List.of()));
        } else if (tooMany) {
            throw new TemplateFailure(
                    "the macro '" + body.name() + "' takes at most " + taken + " arguments");
        }
    }

    private boolean isSpecial(String name) {
        return body.uses().contains(name)
                && body.parameters().stream().noneMatch(p -> p.name().equals(name));
    }
}
