package org.ponder.engine.prompt;

import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Python's comparisons: equality, order, and membership. */
final class Comparison {
    private final Budget budget;

    Comparison(Budget budget) {
        this.budget = budget;
    }

    boolean compare(String operator, Value left, Value right) {
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "<" -> order(left, right, operator) < 0;
            case "<=" -> order(left, right, operator) <= 0;
            case ">" -> order(left, right, operator) > 0;
            case ">=" -> order(left, right, operator) >= 0;
            case "in" -> contains(right, left);
            default -> !contains(right, left);
        };
    }

    boolean equal(Value left, Value right) {
        budget.enter();
        boolean equal =
                switch (left) {
                    case Text text -> right instanceof Text other && equalText(text, other);
                    case Bool bool -> equalNumbers(left, right);
                    case Int whole -> equalNumbers(left, right);
                    case Real real -> equalNumbers(left, right);
                    case Undefined undefined -> right instanceof Undefined;
                    case ListValue list ->
                            right instanceof ListValue other
                                    && list.tuple() == other.tuple()
                                    && equalItems(list.items(), other.items());
                    case DictValue dict ->
                            right instanceof DictValue other && equalEntries(dict, other);
                    case None none -> right == None.NONE;
                    case Range range -> range.equals(right);
                    // These are the same only as themselves, which is what their equals says.
                    case Namespace namespace -> namespace.equals(right);
                    case Callable callable -> callable.equals(right);
                    case DictView view -> false;
                    case Stream stream -> false;
                };
        budget.leave();
        return equal;
    }

    private boolean equalText(Text left, Text right) {
        if (left.length() != right.length()) {
            return false;
        }
        budget.scan(left.length());
        return left.equals(right);
    }

    private static boolean equalNumbers(Value left, Value right) {
        boolean numbers = Numbers.real(left).isPresent() && Numbers.real(right).isPresent();
        return numbers && compareNumbers(left, right) == 0;
    }

    private boolean equalItems(List<Value> left, List<Value> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<Value> others = right.iterator();
        for (Value item : left) {
            if (!equal(item, others.next())) {
                return false;
            }
        }
        return true;
    }

    private boolean equalEntries(DictValue left, DictValue right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<Value, Value> entry : left.entries().entrySet()) {
            Value other = right.get(entry.getKey());
            if (other == null || !equal(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    /** Negative, zero or positive; fails for values that have no order. */
    int order(Value left, Value right, String operator) {
        if (left instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (right instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (Numbers.real(left).isPresent() && Numbers.real(right).isPresent()) {
            return compareNumbers(left, right);
        }
        if (left instanceof Text text && right instanceof Text other) {
            budget.scan(Math.min(text.length(), other.length()));
            return compareCodePoints(text.string(), other.string());
        }
        if (left instanceof ListValue list
                && right instanceof ListValue other
                && list.tuple() == other.tuple()) {
            return orderItems(list.items(), other.items(), operator);
        }
        throw new TemplateFailure(
                "'"
                        + operator
                        + "' does not work between "
                        + left.typeName()
                        + " and "
                        + right.typeName());
    }

    private int orderItems(List<Value> left, List<Value> right, String operator) {
        budget.enter();
        int order = Integer.compare(left.size(), right.size());
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(left.get(i), right.get(i))) {
                order = order(left.get(i), right.get(i), operator);
                break;
            }
        }
        budget.leave();
        return order;
    }

    /** NaN counts as equal to nothing and greater than all, so that sorting ends. */
    private static int compareNumbers(Value left, Value right) {
        if (!(left instanceof Real) && !(right instanceof Real)) {
            return Numbers.whole(left).orElseThrow().compareTo(Numbers.whole(right).orElseThrow());
        }
        double a = Numbers.real(left).orElseThrow();
        double b = Numbers.real(right).orElseThrow();
        boolean bothReal = left instanceof Real && right instanceof Real;
        if (bothReal || !Double.isFinite(a) || !Double.isFinite(b)) {
            return a == b ? 0 : Double.compare(a, b);
        }
        return exact(left).compareTo(exact(right));
    }

    private static BigDecimal exact(Value value) {
        return value instanceof Real real
                ? new BigDecimal(real.value())
                : new BigDecimal(Numbers.whole(value).orElseThrow());
    }

    /** Python orders by code points, Java by UTF-16 units; they differ above U+FFFF. */
    private static int compareCodePoints(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean bothSurrogate = Character.isSurrogate(a) && Character.isSurrogate(b);
                boolean oneSurrogate = Character.isSurrogate(a) || Character.isSurrogate(b);
                if (oneSurrogate && !bothSurrogate) {
                    return Character.isSurrogate(a) ? 1 : -1;
                }
                return Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Python's {@code item in container}. */
    boolean contains(Value container, Value item) {
        return switch (container) {
            case Text text -> {
                if (!(item instanceof Text part)) {
                    throw new TemplateFailure(
                            "only a string can be in a string, not " + item.typeName());
                }
                yield Search.indexOf(budget, text.string(), part.string(), 0) >= 0;
            }
            case ListValue list -> anyEqual(list.items(), item);
            case DictView view -> anyEqual(view.items(), item);
            case Range range -> anyEqual(range.items(), item);
            case DictValue dict -> dict.get(item) != null;
            case Stream stream -> anyEqual(stream, item);
            case Undefined undefined -> false;
            default ->
                    throw new TemplateFailure(
                            "nothing can be in a value of type " + container.typeName());
        };
    }

    private boolean anyEqual(List<Value> items, Value wanted) {
        for (Value item : items) {
            budget.step();
            if (equal(item, wanted)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyEqual(Stream stream, Value wanted) {
        while (stream.items().hasNext()) {
            budget.step();
            if (equal(stream.items().next(), wanted)) {
                return true;
            }
        }
        return false;
    }
}
