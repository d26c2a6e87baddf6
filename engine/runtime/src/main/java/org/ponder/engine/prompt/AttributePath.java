package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code attribute} argument of filters: members and numbers with dots between them. */
final class AttributePath {
    private final Run run;
    private final List<Value> parts;
    private final @Nullable Value byDefault;

    private AttributePath(Run run, List<Value> parts, @Nullable Value byDefault) {
        this.run = run;
        this.parts = parts;
        this.byDefault = byDefault;
    }

    /**
     * @param path a string, a number, or None for the item itself
     * @param byDefault what stands for a part that is missing
     */
    static AttributePath of(Run run, Value path, @Nullable Value byDefault) {
        List<Value> parts = new ArrayList<>();
        if (path instanceof Text text) {
            for (String part : text.string().split("\\.", -1)) {
                boolean number = !part.isEmpty() && part.chars().allMatch(Character::isDigit);
                parts.add(
                        number ? Numbers.parseInt(part, 10).orElse(Int.ZERO) : Text.trusted(part));
            }
        } else if (path != None.NONE) {
            parts.add(path);
        }
        run.budget().objects(parts.size());
        return new AttributePath(run, parts, byDefault == None.NONE ? null : byDefault);
    }

    Value of(Value item) {
        Value value = item;
        for (Value part : parts) {
            run.budget().step();
            value = run.members().item(value, part);
            if (value instanceof Undefined && byDefault != null) {
                value = byDefault;
            }
        }
        return value;
    }
}
