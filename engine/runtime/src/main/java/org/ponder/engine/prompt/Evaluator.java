package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.prompt.Expression.CallArguments;

/** Evaluates expressions. Belongs to one rendering. */
final class Evaluator {
    private final Run run;

    Evaluator(Run run) {
        this.run = run;
    }

    Value evaluate(Expression expression, Scope scope) {
        run.budget().enter();
        Value value =
                switch (expression) {
                    case Expression.Literal literal -> literal.value();
                    case Expression.Name name -> scope.get(name.name());
                    case Expression.Sequence sequence ->
                            new ListValue(all(sequence.items(), scope), sequence.tuple());
                    case Expression.Dict dict -> dict(dict, scope);
                    case Expression.Member member -> member(member, scope);
                    case Expression.Item item -> item(item, scope);
                    case Expression.Slice slice ->
                            throw new TemplateFailure("a slice cannot be one of several indices");
                    case Expression.Call call -> call(call, scope, null);
                    case Expression.Filtered filtered -> filtered(filtered, scope);
                    case Expression.Tested tested -> tested(tested, scope);
                    case Expression.Sign sign -> {
                        Value operand = evaluate(sign.operand(), scope);
                        run.at(sign.line());
                        yield sign.negative()
                                ? Arithmetic.negate(operand)
                                : Arithmetic.plus(operand);
                    }
                    case Expression.Binary binary -> binary(binary, scope);
                    case Expression.Concatenation parts -> concatenation(parts, scope);
                    case Expression.Comparisons comparisons -> comparisons(comparisons, scope);
                    case Expression.And and -> {
                        Value left = evaluate(and.left(), scope);
                        yield left.truthy() ? evaluate(and.right(), scope) : left;
                    }
                    case Expression.Or or -> {
                        Value left = evaluate(or.left(), scope);
                        yield left.truthy() ? left : evaluate(or.right(), scope);
                    }
                    case Expression.Not not -> Bool.of(!evaluate(not.operand(), scope).truthy());
                    case Expression.Conditional conditional -> conditional(conditional, scope);
                };
        run.budget().leave();
        return value;
    }

    private List<Value> all(List<Expression> expressions, Scope scope) {
        run.budget().objects(expressions.size() + 1);
        List<Value> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(evaluate(expression, scope));
        }
        return values;
    }

    private Value dict(Expression.Dict written, Scope scope) {
        run.budget().objects(2L * written.keys().size() + 1);
        DictValue dict = new DictValue();
        for (int i = 0; i < written.keys().size(); i++) {
            Value key = evaluate(written.keys().get(i), scope);
            dict.put(key, evaluate(written.values().get(i), scope));
        }
        return dict;
    }

    private Value member(Expression.Member member, Scope scope) {
        Value owner = evaluate(member.target(), scope);
        run.at(member.line());
        return run.members().member(owner, member.name());
    }

    private Value item(Expression.Item item, Scope scope) {
        Value owner = evaluate(item.target(), scope);
        run.at(item.line());
        if (item.index() instanceof Expression.Slice slice) {
            return run.members()
                    .slice(
                            owner,
                            bound(slice.start(), scope),
                            bound(slice.stop(), scope),
                            bound(slice.step(), scope));
        }
        return run.members().item(owner, evaluate(item.index(), scope));
    }

    private Value bound(@Nullable Expression bound, Scope scope) {
        return bound == null ? None.NONE : evaluate(bound, scope);
    }

    /**
     * Calls what an expression gives.
     *
     * @param caller the body of a call block, passed on to the macro
     */
    Value call(Expression.Call call, Scope scope, @Nullable Macro caller) {
        Value target = evaluate(call.target(), scope);
        Arguments arguments = arguments(call.arguments(), scope);
        run.at(call.line());
        if (target instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (!(target instanceof Callable callable)) {
            throw new TemplateFailure("a value of type " + target.typeName() + " cannot be called");
        }
        return callable.call(run, caller == null ? arguments : arguments.with("caller", caller));
    }

    private Arguments arguments(CallArguments written, Scope scope) {
        List<Value> positional = all(written.positional(), scope);
        Map<String, Value> named = new LinkedHashMap<>();
        for (Expression.Named argument : written.named()) {
            named.put(argument.name(), evaluate(argument.value(), scope));
        }
        if (written.spread() != null) {
            List<Value> more = run.iteration().items(evaluate(written.spread(), scope));
            run.budget().objects(more.size());
            positional.addAll(more);
        }
        if (written.spreadNamed() != null) {
            spreadNamed(evaluate(written.spreadNamed(), scope), named);
        }
        return new Arguments(positional, named);
    }

    private void spreadNamed(Value value, Map<String, Value> named) {
        if (!(value instanceof DictValue dict)) {
            throw new TemplateFailure("'**' needs a dictionary, not " + value.typeName());
        }
        run.budget().objects(dict.size());
        dict.entries().forEach((key, entry) -> named.put(run.text(key).string(), entry));
    }

    private Value filtered(Expression.Filtered filtered, Scope scope) {
        if (filtered.input() == null) {
            throw new TemplateFailure("a filter has no input", filtered.line());
        }
        return filter(evaluate(filtered.input(), scope), filtered, scope);
    }

    /** Sends a value through filters, the first in the list first. */
    Value filter(Value input, List<Expression.Filtered> filters, Scope scope) {
        Value value = input;
        for (Expression.Filtered filter : filters) {
            value = filter(value, filter, scope);
        }
        return value;
    }

    private Value filter(Value input, Expression.Filtered filter, Scope scope) {
        Arguments arguments = arguments(filter.arguments(), scope);
        run.at(filter.line());
        return Filters.named(filter.name()).apply(run, input, arguments);
    }

    private Value tested(Expression.Tested tested, Scope scope) {
        Value input = evaluate(tested.input(), scope);
        Arguments arguments = arguments(tested.arguments(), scope);
        run.at(tested.line());
        return Bool.of(Tests.named(tested.name()).holds(run, input, arguments));
    }

    private Value binary(Expression.Binary binary, Scope scope) {
        Value left = evaluate(binary.left(), scope);
        Value right = evaluate(binary.right(), scope);
        run.at(binary.line());
        return Arithmetic.binary(run, binary.operator(), left, right);
    }

    private Value concatenation(Expression.Concatenation concatenation, Scope scope) {
        TextBuilder out = run.newText();
        for (Expression part : concatenation.parts()) {
            out.append(run.text(evaluate(part, scope)));
        }
        return out.build();
    }

    private Value comparisons(Expression.Comparisons comparisons, Scope scope) {
        Value left = evaluate(comparisons.first(), scope);
        for (Expression.Comparand next : comparisons.rest()) {
            Value right = evaluate(next.operand(), scope);
            run.at(comparisons.line());
            if (!run.comparison().compare(next.operator(), left, right)) {
                return Bool.FALSE;
            }
            left = right;
        }
        return Bool.TRUE;
    }

    private Value conditional(Expression.Conditional conditional, Scope scope) {
        if (evaluate(conditional.test(), scope).truthy()) {
            return evaluate(conditional.then(), scope);
        }
        return conditional.otherwise() == null
                ? new Undefined("the condition is false and there is no else")
                : evaluate(conditional.otherwise(), scope);
    }
}
