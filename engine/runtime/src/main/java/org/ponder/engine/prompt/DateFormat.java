package org.ponder.engine.prompt;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** C's {@code strftime} in English, for {@code strftime_now}. */
final class DateFormat {
    private DateFormat() {}

    static String format(String format, ZonedDateTime now) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (c != '%' || i >= format.length()) {
                out.append(c);
                continue;
            }
            char flag = format.charAt(i);
            boolean flagged = "-_0^#".indexOf(flag) >= 0 && i + 1 < format.length();
            if (flagged) {
                i++;
            }
            String field = field(format.charAt(i++), now);
            out.append(flagged ? flagged(field, flag) : field);
        }
        return out.toString();
    }

    /** GNU's flags: no padding, blanks for padding, zeros, upper case. */
    private static String flagged(String field, char flag) {
        int zeros = 0;
        while (zeros < field.length() - 1 && field.charAt(zeros) == '0') {
            zeros++;
        }
        return switch (flag) {
            case '-' -> field.substring(zeros).stripLeading();
            case '_' -> " ".repeat(zeros) + field.substring(zeros);
            case '^' -> field.toUpperCase(Locale.ROOT);
            default -> field;
        };
    }

    private static String field(char letter, ZonedDateTime now) {
        return switch (letter) {
            case 'Y' -> Integer.toString(now.getYear());
            case 'C' -> two(now.getYear() / 100);
            case 'y' -> two(now.getYear() % 100);
            case 'm' -> two(now.getMonthValue());
            case 'd' -> two(now.getDayOfMonth());
            case 'e' -> String.format(Locale.ROOT, "%2d", now.getDayOfMonth());
            case 'j' -> String.format(Locale.ROOT, "%03d", now.getDayOfYear());
            case 'H' -> two(now.getHour());
            case 'k' -> String.format(Locale.ROOT, "%2d", now.getHour());
            case 'I' -> two(hourOfHalfDay(now));
            case 'l' -> String.format(Locale.ROOT, "%2d", hourOfHalfDay(now));
            case 'M' -> two(now.getMinute());
            case 'S' -> two(now.getSecond());
            case 'f' -> String.format(Locale.ROOT, "%06d", now.get(ChronoField.MICRO_OF_SECOND));
            case 'p' -> now.getHour() < 12 ? "AM" : "PM";
            case 'P' -> now.getHour() < 12 ? "am" : "pm";
            case 'A' -> now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'a' -> now.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B' -> now.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> now.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'u' -> Integer.toString(now.getDayOfWeek().getValue());
            case 'w' -> Integer.toString(now.getDayOfWeek().getValue() % 7);
            case 'U' -> two(weekOfYear(now, now.getDayOfWeek().getValue() % 7));
            case 'W' -> two(weekOfYear(now, now.getDayOfWeek().getValue() - 1));
            case 'V' -> two(now.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> Integer.toString(now.get(IsoFields.WEEK_BASED_YEAR));
            case 's' -> Long.toString(now.toEpochSecond());
            // Python's datetime.now() has no zone.
            case 'z', 'Z' -> "";
            case 'D', 'x' -> format("%m/%d/%y", now);
            case 'F' -> format("%Y-%m-%d", now);
            case 'T', 'X' -> format("%H:%M:%S", now);
            case 'R' -> format("%H:%M", now);
            case 'r' -> format("%I:%M:%S %p", now);
            case 'c' -> format("%a %b %e %H:%M:%S %Y", now);
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> "%" + letter;
        };
    }

    private static int hourOfHalfDay(ZonedDateTime now) {
        return (now.getHour() + 11) % 12 + 1;
    }

    private static int weekOfYear(ZonedDateTime now, int dayOfWeek) {
        ZonedDateTime start = now.withDayOfYear(1);
        long day = ChronoUnit.DAYS.between(start, now);
        return (int) (day + 7 - dayOfWeek) / 7;
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }
}
