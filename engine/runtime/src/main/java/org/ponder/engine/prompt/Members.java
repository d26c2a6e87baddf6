package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds members and items of values: {@code a.b}, {@code a[b]} and {@code a[b:c:d]}. */
final class Members {
    private final Budget budget;
    private final Iteration iteration;

    Members(Budget budget, Iteration iteration) {
        this.budget = budget;
        this.iteration = iteration;
    }

    /** {@code owner.name}: Python's attributes come first, then the entries of a dictionary. */
    Value member(Value owner, String name) {
        Value attribute = attribute(owner, name);
        if (attribute != null) {
            return attribute;
        }
        Value entry = owner instanceof DictValue dict ? dict.get(name) : null;
        return entry != null ? entry : Undefined.member(owner, name);
    }

    /** {@code owner[key]}: items come first, then Python's attributes. */
    Value item(Value owner, Value key) {
        Value item = ownItem(owner, key);
        if (item != null) {
            return item;
        }
        if (key instanceof Text name) {
            Value attribute = attribute(owner, name.string());
            return attribute != null ? attribute : Undefined.member(owner, name.string());
        }
        return Undefined.member(owner, "item " + new Printer(budget).repr(key));
    }

    private @Nullable Value ownItem(Value owner, Value key) {
        return switch (owner) {
            case DictValue dict -> hashable(key) ? dict.get(key) : null;
            case ListValue list -> at(list.items(), key);
            case Range range -> at(range.items(), key);
            case Text text -> at(text, key);
            case Undefined undefined -> throw undefined.failure();
            default -> null;
        };
    }

    private static boolean hashable(Value key) {
        return !(key instanceof ListValue) && !(key instanceof DictValue);
    }

    private static @Nullable Value at(List<Value> items, Value key) {
        int index = index(key, items.size());
        return index < 0 ? null : items.get(index);
    }

    private @Nullable Value at(Text text, Value key) {
        int index = index(key, text.codePoints());
        return index < 0 ? null : codePoints(text, index, index + 1);
    }

    /** The index from the start, or -1 where there is none. */
    private static int index(Value key, int size) {
        int index =
                switch (key) {
                    case Int whole -> whole.clamped();
                    case Bool bool -> bool.truthy() ? 1 : 0;
                    default -> size;
                };
        int fromStart = index < 0 ? index + size : index;
        return fromStart < size ? Math.max(fromStart, -1) : -1;
    }

    private Text codePoints(Text text, int from, int to) {
        if (text.plain()) {
            return budget.made(text.substring(from, to));
        }
        budget.scan(text.length());
        int start = text.string().offsetByCodePoints(0, from);
        return budget.made(
                text.substring(start, text.string().offsetByCodePoints(start, to - from)));
    }

    /** {@code owner[start:stop:step]}. */
    Value slice(Value owner, Value start, Value stop, Value step) {
        if (owner instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (!(owner instanceof ListValue || owner instanceof Text || owner instanceof Range)) {
            throw new TemplateFailure("a value of type " + owner.typeName() + " cannot be sliced");
        }
        int size = Iteration.length(owner);
        int stride = bound(step, 1);
        if (stride == 0) {
            throw new TemplateFailure("the step of a slice must not be zero");
        }
        int first = clamp(bound(start, stride > 0 ? 0 : size), size, stride, start == None.NONE);
        int last = clamp(bound(stop, stride > 0 ? size : -1), size, stride, stop == None.NONE);
        if (owner instanceof Text text && stride == 1) {
            return first < last ? codePoints(text, first, last) : Text.EMPTY;
        }
        List<Value> picked = pick(iteration.items(owner), first, last, stride);
        if (owner instanceof Text) {
            TextBuilder out = new TextBuilder(budget);
            picked.forEach(character -> out.append((Text) character));
            return out.build();
        }
        boolean tuple = owner instanceof ListValue list && list.tuple();
        return new ListValue(picked, tuple);
    }

    private static int bound(Value bound, int byDefault) {
        return switch (bound) {
            case None none -> byDefault;
            case Int whole -> whole.clamped();
            case Bool bool -> bool.truthy() ? 1 : 0;
            case Undefined undefined -> throw undefined.failure();
            default -> throw new TemplateFailure("the bounds of a slice must be whole numbers");
        };
    }

    /** Python's rules for bounds outside of the sequence. */
    private static int clamp(int bound, int size, int stride, boolean byDefault) {
        if (stride > 0) {
            int fromStart = bound < 0 ? bound + size : bound;
            return Math.clamp(fromStart, 0, size);
        }
        int fromStart = bound < 0 && !byDefault ? bound + size : bound;
        return Math.clamp(fromStart, -1, size - 1);
    }

    private List<Value> pick(List<Value> items, int first, int last, int stride) {
        List<Value> picked = new ArrayList<>();
        for (long i = first; stride > 0 ? i < last : i > last; i += stride) {
            budget.objects(1);
            picked.add(items.get((int) i));
        }
        return picked;
    }

    /** What Python itself gives the type under this name, or null. */
    private static @Nullable Value attribute(Value owner, String name) {
        if (owner instanceof Undefined undefined) {
            throw undefined.failure();
        }
        return switch (owner) {
            case Text text -> TextMethods.bind(text, name);
            case DictValue dict -> CollectionMethods.bind(dict, name);
            case ListValue list -> CollectionMethods.bind(list, name);
            case Namespace namespace -> namespace.get(name);
            case Loop loop -> loop.member(name);
            case Macro macro -> macro.member(name);
            default -> null;
        };
    }
}
