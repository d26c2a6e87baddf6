package org.ponder.engine.prompt;

/**
 * A name or member that does not exist. It prints as nothing, is false and holds nothing; anything
 * else done with it is an error.
 *
 * @param why what is missing, for that error
 */
record Undefined(String why) implements Value {

    static Undefined name(String name) {
        return new Undefined("'" + name + "' is undefined");
    }

    static Undefined member(Value owner, String name) {
        String type =
                switch (owner) {
                    case None none -> "None";
                    case Undefined undefined -> "Undefined";
                    default -> owner.typeName() + " object";
                };
        return new Undefined("'" + type + "' has no '" + name + "'");
    }

    TemplateFailure failure() {
        return new TemplateFailure(why);
    }

    @Override
    public String typeName() {
        return "Undefined";
    }

    @Override
    public boolean truthy() {
        return false;
    }

    /** All undefined values are equal, whatever is missing. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Undefined;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
