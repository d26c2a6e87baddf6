package org.ponder.engine.prompt;

import java.util.Iterator;

/**
 * What Python calls a generator: filters such as {@code map} and {@code select} give one. It can be
 * gone through once, is always true, and has neither a length nor elements by number.
 */
final class Stream implements Value {
    private final Iterator<Value> items;

    Stream(Iterator<Value> items) {
        this.items = items;
    }

    Iterator<Value> items() {
        return items;
    }

    @Override
    public String typeName() {
        return "generator";
    }

    @Override
    public boolean truthy() {
        return true;
    }
}
