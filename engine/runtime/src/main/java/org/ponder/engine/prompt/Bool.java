package org.ponder.engine.prompt;

/** True or false; a number too, as in Python. */
enum Bool implements Value {
    FALSE,
    TRUE;

    static Bool of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public String typeName() {
        return "bool";
    }

    @Override
    public boolean truthy() {
        return this == TRUE;
    }
}
