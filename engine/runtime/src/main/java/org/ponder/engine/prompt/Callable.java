package org.ponder.engine.prompt;

/** Something to call: a function, a macro, a method bound to its object. */
non-sealed interface Callable extends Value {

    Value call(Run run, Arguments arguments);

    @Override
    default String typeName() {
        return "function";
    }

    @Override
    default boolean truthy() {
        return true;
    }
}
