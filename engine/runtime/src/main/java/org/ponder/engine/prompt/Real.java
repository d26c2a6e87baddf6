package org.ponder.engine.prompt;

/** A floating-point number. */
record Real(double value) implements Value {
    @Override
    public String typeName() {
        return "float";
    }

    @Override
    public boolean truthy() {
        return value != 0;
    }
}
