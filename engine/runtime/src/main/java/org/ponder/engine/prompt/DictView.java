package org.ponder.engine.prompt;

import java.util.List;

/**
 * What {@code keys()}, {@code values()} and {@code items()} of a dictionary give: it has a length
 * and can be gone through, but has no elements by number and is not JSON.
 */
record DictView(Kind kind, List<Value> items) implements Value {
    /** Which side of the dictionary it shows. */
    enum Kind {
        KEYS("dict_keys"),
        VALUES("dict_values"),
        ITEMS("dict_items");

        private final String typeName;

        Kind(String typeName) {
            this.typeName = typeName;
        }
    }

    @Override
    public String typeName() {
        return kind.typeName;
    }

    @Override
    public boolean truthy() {
        return !items.isEmpty();
    }
}
