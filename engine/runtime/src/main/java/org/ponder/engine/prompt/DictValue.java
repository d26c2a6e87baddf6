package org.ponder.engine.prompt;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dictionary, in the order of its making; templates cannot change it. */
final class DictValue implements Value {
    private final Map<Value, Value> entries = new LinkedHashMap<>();

    /** Adds an entry while the dictionary is being made. */
    void put(Value key, Value value) {
        entries.put(key(key), value);
    }

    void putAll(DictValue other) {
        entries.putAll(other.entries);
    }

    @Nullable Value get(Value key) {
        return entries.get(key(key));
    }

    @Nullable Value get(String key) {
        return entries.get(Text.trusted(key));
    }

    Map<Value, Value> entries() {
        return entries;
    }

    int size() {
        return entries.size();
    }

    /** Python finds 1, 1.0 and True under the same key. */
    static Value key(Value key) {
        return switch (key) {
            case Text text -> text;
            case Int whole -> whole;
            case None none -> none;
            case Undefined undefined -> undefined;
            case Bool bool -> Int.of(bool.truthy() ? 1 : 0);
            case Real real -> wholeOrSame(real);
            default ->
                    throw new TemplateFailure(
                            "a value of type " + key.typeName() + " cannot be a key");
        };
    }

    private static Value wholeOrSame(Real real) {
        boolean whole = Double.isFinite(real.value()) && real.value() == Math.rint(real.value());
        return whole ? new Int(new BigDecimal(real.value()).toBigInteger()) : real;
    }

    @Override
    public String typeName() {
        return "dict";
    }

    @Override
    public boolean truthy() {
        return !entries.isEmpty();
    }
}
