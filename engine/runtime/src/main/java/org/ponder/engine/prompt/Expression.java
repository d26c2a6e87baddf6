package org.ponder.engine.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression of a template, parsed. */
sealed interface Expression {

    /** A constant. */
    record Literal(Value value) implements Expression {}

    /** A variable. */
    record Name(String name, int line) implements Expression {}

    /** A list or a tuple written out. */
    record Sequence(List<Expression> items, boolean tuple) implements Expression {}

    /** A dictionary written out; keys and values by turns of the same index. */
    record Dict(List<Expression> keys, List<Expression> values) implements Expression {}

    /** {@code target.name}. */
    record Member(Expression target, String name, int line) implements Expression {}

    /** {@code target[index]}. */
    record Item(Expression target, Expression index, int line) implements Expression {}

    /** {@code start:stop:step} inside brackets. */
    record Slice(@Nullable Expression start, @Nullable Expression stop, @Nullable Expression step)
            implements Expression {}

    /** {@code target(arguments)}. */
    record Call(Expression target, CallArguments arguments, int line) implements Expression {}

    /** {@code input|name(arguments)}; a filter of a block has no input of its own. */
    record Filtered(@Nullable Expression input, String name, CallArguments arguments, int line)
            implements Expression {}

    /** {@code input is name(arguments)}. */
    record Tested(Expression input, String name, CallArguments arguments, int line)
            implements Expression {}

    /** {@code -operand} or {@code +operand}. */
    record Sign(Expression operand, boolean negative, int line) implements Expression {}

    /** Arithmetic with one of {@code + - * / // % **}. */
    record Binary(String operator, Expression left, Expression right, int line)
            implements Expression {}

    /** {@code a ~ b ~ c}. */
    record Concatenation(List<Expression> parts) implements Expression {}

    /** {@code a < b <= c}: all of the comparisons hold. */
    record Comparisons(Expression first, List<Comparand> rest, int line) implements Expression {}

    /** One step of {@link Comparisons}. */
    record Comparand(String operator, Expression operand) {}

    /** {@code left and right}. */
    record And(Expression left, Expression right) implements Expression {}

    /** {@code left or right}. */
    record Or(Expression left, Expression right) implements Expression {}

    /** {@code not operand}. */
    record Not(Expression operand) implements Expression {}

    /** {@code then if test else otherwise}. */
    record Conditional(Expression test, Expression then, @Nullable Expression otherwise)
            implements Expression {}

    /**
     * What stands in the parentheses of a call.
     *
     * @param spread a sequence of further positional arguments
     * @param spreadNamed a dictionary of further named arguments
     */
    record CallArguments(
            List<Expression> positional,
            List<Named> named,
            @Nullable Expression spread,
            @Nullable Expression spreadNamed) {
        static final CallArguments NONE = new CallArguments(List.of(), List.of(), null, null);
    }

    /** A named argument. */
    record Named(String name, Expression value) {}
}
