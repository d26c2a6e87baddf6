package org.ponder.engine.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of a template, parsed. */
sealed interface Statement {

    /** Text outside of tags. */
    record Data(Text text) implements Statement {}

    /** {@code {{ value }}}. */
    record Print(Expression value, int line) implements Statement {}

    /** {@code if}, {@code elif} and {@code else}. */
    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    /** One condition and what it governs. */
    record Branch(Expression test, List<Statement> body, int line) {}

    /** {@code for target in items if test}, and its {@code else} for when there were none. */
    record For(
            Target target,
            Expression items,
            @Nullable Expression test,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise,
            int line)
            implements Statement {}

    /** {@code set target = value}. */
    record Set(Target target, Expression value, int line) implements Statement {}

    /** {@code set target} up to {@code endset}, through filters, the innermost first. */
    record SetBlock(
            Target target, List<Expression.Filtered> filters, List<Statement> body, int line)
            implements Statement {}

    /** {@code macro name(parameters)}. */
    record MacroDefinition(MacroBody macro, int line) implements Statement {}

    /** {@code call(parameters) macro(arguments)}: the body becomes {@code caller}. */
    record CallBlock(MacroBody caller, Expression.Call call, int line) implements Statement {}

    /** {@code filter name}: the body through filters, the innermost first. */
    record FilterBlock(List<Expression.Filtered> filters, List<Statement> body, int line)
            implements Statement {}

    /** {@code with target = value}: variables for the body only. */
    record With(List<Target> targets, List<Expression> values, List<Statement> body, int line)
            implements Statement {}

    /** {@code generation}: a body with variables of its own. */
    record Scoped(List<Statement> body) implements Statement {}

    /** Leaves the loop. */
    record Break() implements Statement {}

    /** Goes on with the loop's next item. */
    record Continue() implements Statement {}

    /** What a value is assigned to. */
    sealed interface Target {
        /** A variable. */
        record Variable(String name) implements Target {}

        /** A member of a namespace. */
        record NamespaceMember(String namespace, String name) implements Target {}

        /** Several targets that share out the items of the value. */
        record Several(List<Target> targets) implements Target {}
    }

    /**
     * The inside of a macro.
     *
     * @param uses the names that the body reads: {@code caller}, {@code varargs} and {@code kwargs}
     *     are special only where it does
     */
    record MacroBody(
            String name,
            List<Parameter> parameters,
            List<Statement> body,
            java.util.Set<String> uses) {}

    /** A parameter of a macro and its default. */
    record Parameter(String name, @Nullable Expression byDefault) {}
}
