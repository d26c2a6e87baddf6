package org.ponder.engine.prompt;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one value that templates can change: variables that outlive a loop. */
final class Namespace implements Value {
    private final Map<String, Value> members = new HashMap<>();

    @Nullable Value get(String name) {
        return members.get(name);
    }

    void set(String name, Value value) {
        members.put(name, value);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public boolean truthy() {
        return true;
    }
}
