package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import org.ponder.engine.prompt.Statement.Target;

/** Carries out statements. Belongs to one rendering. */
final class Renderer {
    /** How a list of statements ended. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private final Run run;
    private final Evaluator evaluator;

    Renderer(Run run) {
        this.run = run;
        this.evaluator = new Evaluator(run);
    }

    /** Renders statements into a text of their own. */
    Text renderToText(List<Statement> body, Scope scope) {
        TextBuilder out = run.newText();
        render(body, scope, out);
        return out.build();
    }

    private Flow render(List<Statement> body, Scope scope, TextBuilder out) {
        for (Statement statement : body) {
            run.budget().enter();
            Flow flow = render(statement, scope, out);
            run.budget().leave();
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow render(Statement statement, Scope scope, TextBuilder out) {
        switch (statement) {
            case Statement.Data data -> out.append(data.text());
            case Statement.Print print -> {
                run.at(print.line());
                out.append(run.text(evaluator.evaluate(print.value(), scope)));
            }
            case Statement.If branches -> {
                return choose(branches, scope, out);
            }
            case Statement.For loop -> {
                run.at(loop.line());
                renderLoop(loop, scope, out);
            }
            case Statement.Set set -> {
                run.at(set.line());
                assign(set.target(), evaluator.evaluate(set.value(), scope), scope);
            }
            case Statement.SetBlock set -> {
                Value text = renderToText(set.body(), new Scope(scope));
                run.at(set.line());
                assign(set.target(), evaluator.filter(text, set.filters(), scope), scope);
            }
            case Statement.MacroDefinition definition ->
                    scope.set(
                            definition.macro().name(), new Macro(definition.macro(), scope, this));
            case Statement.CallBlock block -> {
                run.at(block.line());
                Macro caller = new Macro(block.caller(), scope, this);
                out.append(run.text(evaluator.call(block.call(), scope, caller)));
            }
            case Statement.FilterBlock block -> {
                Value text = renderToText(block.body(), new Scope(scope));
                run.at(block.line());
                out.append(run.text(evaluator.filter(text, block.filters(), scope)));
            }
            case Statement.With with -> {
                return renderWith(with, scope, out);
            }
            case Statement.Scoped scoped -> {
                return render(scoped.body(), new Scope(scope), out);
            }
            case Statement.Break leave -> {
                return Flow.BREAK;
            }
            case Statement.Continue skip -> {
                return Flow.CONTINUE;
            }
        }
        return Flow.ON;
    }

    private Flow choose(Statement.If branches, Scope scope, TextBuilder out) {
        for (Statement.Branch branch : branches.branches()) {
            run.at(branch.line());
            if (evaluator.evaluate(branch.test(), scope).truthy()) {
                return render(branch.body(), scope, out);
            }
        }
        return render(branches.otherwise(), scope, out);
    }

    private Flow renderWith(Statement.With with, Scope scope, TextBuilder out) {
        run.at(with.line());
        Scope inner = new Scope(scope);
        for (int i = 0; i < with.targets().size(); i++) {
            assign(with.targets().get(i), evaluator.evaluate(with.values().get(i), scope), inner);
        }
        return render(with.body(), inner, out);
    }

    private void renderLoop(Statement.For loop, Scope scope, TextBuilder out) {
        Value items = evaluator.evaluate(loop.items(), scope);
        renderLoop(loop, items, 0, scope, out);
    }

    private void renderLoop(
            Statement.For loop, Value over, int depth, Scope scope, TextBuilder out) {
        List<Value> items = chosen(loop, run.iteration().items(over), scope);
        Loop.Recursion recursion =
                (inner, level) -> {
                    TextBuilder text = run.newText();
                    renderLoop(loop, inner, level, scope, text);
                    return text.build();
                };
        Loop state = new Loop(items, depth, loop.recursive() ? recursion : null);
        // As in Jinja, else also follows where every turn was left by break or continue.
        boolean completed = false;
        for (int i = 0; i < items.size(); i++) {
            run.budget().step();
            state.at(i);
            Scope turn = new Scope(scope);
            turn.set("loop", state);
            assign(loop.target(), items.get(i), turn);
            Flow flow = render(loop.body(), turn, out);
            completed |= flow == Flow.ON;
            if (flow == Flow.BREAK) {
                break;
            }
        }
        if (!completed) {
            render(loop.otherwise(), new Scope(scope), out);
        }
    }

    /** The items for which the loop's own condition holds. */
    private List<Value> chosen(Statement.For loop, List<Value> items, Scope scope) {
        if (loop.test() == null) {
            return items;
        }
        List<Value> chosen = new ArrayList<>();
        for (Value item : items) {
            run.budget().step();
            Scope turn = new Scope(scope);
            assign(loop.target(), item, turn);
            if (evaluator.evaluate(loop.test(), turn).truthy()) {
                run.budget().objects(1);
                chosen.add(item);
            }
        }
        return chosen;
    }

    /** Evaluates the defaults of parameters that were not given, in order. */
    void fillDefaults(Scope scope, List<Statement.Parameter> missing) {
        for (Statement.Parameter parameter : missing) {
            Value value =
                    parameter.byDefault() == null
                            ? new Undefined(
                                    "the parameter '" + parameter.name() + "' was not given")
                            : evaluator.evaluate(parameter.byDefault(), scope);
            scope.set(parameter.name(), value);
        }
    }

    private void assign(Target target, Value value, Scope scope) {
        switch (target) {
            case Target.Variable variable -> scope.set(variable.name(), value);
            case Target.NamespaceMember member -> {
                if (!(scope.get(member.namespace()) instanceof Namespace namespace)) {
                    throw new TemplateFailure(
                            "'" + member.namespace() + "' is no namespace to assign to");
                }
                run.budget().objects(1);
                namespace.set(member.name(), value);
            }
            case Target.Several several -> {
                List<Value> items = run.iteration().items(value);
                if (items.size() != several.targets().size()) {
                    throw new TemplateFailure(
                            several.targets().size()
                                    + " variables cannot share out "
                                    + items.size()
                                    + " items");
                }
                for (int i = 0; i < items.size(); i++) {
                    assign(several.targets().get(i), items.get(i), scope);
                }
            }
        }
    }
}
