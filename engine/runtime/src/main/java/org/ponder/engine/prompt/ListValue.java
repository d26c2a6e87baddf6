package org.ponder.engine.prompt;

import java.util.List;

/**
 * A list or a tuple; templates cannot change either.
 *
 * @param items owned by this value, not changed after
 */
record ListValue(List<Value> items, boolean tuple) implements Value {

    static ListValue list(List<Value> items) {
        return new ListValue(items, false);
    }

    static ListValue tuple(List<Value> items) {
        return new ListValue(items, true);
    }

    @Override
    public String typeName() {
        return tuple ? "tuple" : "list";
    }

    @Override
    public boolean truthy() {
        return !items.isEmpty();
    }
}
