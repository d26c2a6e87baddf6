package org.ponder.app.exchange;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the value that a parser stands at as what it should be. A value of another kind is passed
 * over, whole, and its default is given.
 */
final class JsonValues {
    /** Milliseconds of a hundred years: what is beyond was not measured. */
    private static final long LONGEST = 100L * 366 * 24 * 3600 * 1000;

    /** Dates beyond are no one's, and some would not fit what keeps them. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private JsonValues() {}

    static String text(JsonParser parser, String otherwise) {
        String text = textOrNone(parser);
        return text == null ? otherwise : text;
    }

    static @Nullable String textOrNone(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        parser.skipChildren();
        return null;
    }

    static boolean flag(JsonParser parser) {
        boolean flag = parser.currentToken() == JsonToken.VALUE_TRUE;
        parser.skipChildren();
        return flag;
    }

    /** A whole number; -1 where it is none or beyond a long. */
    static long integer(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        parser.skipChildren();
        return -1;
    }

    /** A whole number of at least 0 that fits an int. */
    static int count(JsonParser parser) {
        return Math.clamp(integer(parser), 0, Integer.MAX_VALUE);
    }

    static double number(JsonParser parser) {
        boolean number =
                parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                        || parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
        if (number) {
            return parser.getDoubleValue();
        }
        parser.skipChildren();
        return Double.NaN;
    }

    static Duration millis(JsonParser parser) {
        return Duration.ofMillis(Math.clamp(integer(parser), 0, LONGEST));
    }

    static Instant instant(JsonParser parser) {
        try {
            Instant instant = Instant.parse(text(parser, ""));
            return instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)
                    ? Instant.EPOCH
                    : instant;
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    static <E extends Enum<E>> @Nullable E constant(JsonParser parser, Class<E> type) {
        String name = text(parser, "");
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    /** Runs the action at each element of an array; what is no array is passed over. */
    static void each(JsonParser parser, Runnable element) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.run();
        }
    }

    /** Runs the action at each value of an object; what is no object is passed over. */
    static void eachField(JsonParser parser, Consumer<String> value) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            value.accept(name);
        }
    }
}
