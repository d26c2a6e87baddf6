package org.ponder.engine.prompt;

/** Python's None, JSON's null. */
enum None implements Value {
    NONE;

    @Override
    public String typeName() {
        return "NoneType";
    }

    @Override
    public boolean truthy() {
        return false;
    }
}
