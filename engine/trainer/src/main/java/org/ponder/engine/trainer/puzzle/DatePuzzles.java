package org.ponder.engine.trainer.puzzle;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Which date comes first, and what day of the week it will be. */
final class DatePuzzles {
    private static final Set<Integer> HELD_OUT_YEARS =
            Set.of(1987, 1993, 1999, 2004, 2011, 2018, 2023);
    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private static final Phrasings EARLIER =
            Phrasings.of(
                    "earlier",
                    "Which date is earlier, {0} or {1}?",
                    "Which is earlier, {0} or {1}?",
                    "Which comes first, {0} or {1}?",
                    "What comes first, {0} or {1}?",
                    "Which date comes first, {0} or {1}?",
                    "Which day was first, {0} or {1}?",
                    "Compare {0} and {1}. Which is earlier?",
                    "{0} or {1}, which is earlier?",
                    "Which one is earlier: {0} or {1}?",
                    "Which one comes first: {0} or {1}?",
                    "Which of the dates {0} and {1} is earlier?",
                    "Tell me which is earlier, {0} or {1}.",
                    "What is the earlier date, {0} or {1}?",
                    "What was first, {0} or {1}?",
                    "Between {0} and {1}, which came first?",
                    "Which date was first: {0} or {1}?",
                    "earlier: {0} or {1}?",
                    "Did {0} or {1} come first?",
                    "{0} or {1}: which comes first?",
                    "Was {0} or {1} first?",
                    "Which of {0} and {1} is earlier?",
                    "Which of {0} and {1} came first?",
                    "Which is the earlier date, {0} or {1}?",
                    "What is earlier, {0} or {1}?",
                    "Was {0} or {1} earlier?",
                    "Which was earlier, {0} or {1}?",
                    "Which came first, {0} or {1}?",
                    "{0}, {1}: which is earlier?",
                    "Tell me the earlier date: {0} or {1}.",
                    "Which was first, {0} or {1}?",
                    "Which day is earlier, {0} or {1}?",
                    "Is {0} or {1} earlier?",
                    "Compare the dates {0} and {1}. Which comes first?",
                    "Which day came first, {0} or {1}?",
                    "Did {0} come before {1}, or was {1} first?");

    private static final Phrasings LATER =
            Phrasings.of(
                    "later",
                    "Which date is later, {0} or {1}?",
                    "Which is later, {0} or {1}?",
                    "Which comes last, {0} or {1}?",
                    "Which comes later, {0} or {1}?",
                    "Which date comes later, {0} or {1}?",
                    "{0} or {1}, which is later?",
                    "Which day is later, {0} or {1}?",
                    "Compare {0} and {1}. Which is later?",
                    "Which is more recent, {0} or {1}?",
                    "Which one is later: {0} or {1}?",
                    "Which of the dates {0} and {1} is later?",
                    "Tell me which is later, {0} or {1}.",
                    "What is the later date, {0} or {1}?",
                    "What was last, {0} or {1}?",
                    "Between {0} and {1}, which came last?",
                    "Which date was last: {0} or {1}?",
                    "later: {0} or {1}?",
                    "Did {0} or {1} come later?",
                    "{0} or {1}: which comes last?",
                    "Was {0} or {1} later?",
                    "Which of {0} and {1} is later?",
                    "Which of {0} and {1} came last?",
                    "Which is the later date, {0} or {1}?",
                    "What is later, {0} or {1}?",
                    "Which of {0} and {1} is more recent?",
                    "Which was later, {0} or {1}?",
                    "Which came last, {0} or {1}?",
                    "{0}, {1}: which is later?",
                    "Tell me the later date: {0} or {1}.",
                    "Which came later, {0} or {1}?",
                    "Which day was last, {0} or {1}?",
                    "Is {0} or {1} later?",
                    "Compare the dates {0} and {1}. Which comes last?",
                    "Which day came later, {0} or {1}?",
                    "What came later, {0} or {1}?");

    private static final Phrasings AFTER =
            Phrasings.of(
                    "weekday-after",
                    "What day is {0} days after {1}?",
                    "What day of the week is {0} days after {1}?",
                    "Today is {1}. What day is it in {0} days?",
                    "If today is {1}, what day is it in {0} days?",
                    "What day comes {0} days after {1}?",
                    "It is {1}. Which day will it be in {0} days?",
                    "Which day of the week comes {0} days after {1}?",
                    "{0} days after {1} is what day?",
                    "If it is {1} now, what day will it be {0} days from now?",
                    "If today is {1}, which day will it be in {0} days?",
                    "It is {1} today. What day will it be in {0} days?",
                    "Which day is it {0} days after {1}?",
                    "What weekday is {0} days after {1}?",
                    "Count {0} days from {1}. Which day is it?",
                    "Today is {1}. Which day will it be in {0} days?",
                    "What day will it be {0} days after {1}?",
                    "Start at {1} and go {0} days on. What day is it?",
                    "What day is {0} days from {1}?",
                    "Which day follows {1} after {0} days?",
                    "If now is {1}, what day is it {0} days later?",
                    "Today is {1}. Which day comes {0} days later?",
                    "{0} days from now, if today is {1}: which day?",
                    "Going on {0} days from {1}, what day is it?",
                    "It is {1}. What day is {0} days later?",
                    "What will be the day {0} days after {1}?");

    private static final Phrasings BEFORE =
            Phrasings.of(
                    "weekday-before",
                    "What day is {0} days before {1}?",
                    "What day of the week is {0} days before {1}?",
                    "Today is {1}. What day was it {0} days ago?",
                    "If today is {1}, what day was it {0} days ago?",
                    "What day comes {0} days before {1}?",
                    "It is {1}. Which day was it {0} days ago?",
                    "Which day of the week comes {0} days before {1}?",
                    "{0} days before {1} is what day?",
                    "If it is {1} now, what day was it {0} days ago?",
                    "If today is {1}, which day was it {0} days ago?",
                    "It is {1} today. What day was it {0} days ago?",
                    "Which day is it {0} days before {1}?",
                    "What weekday is {0} days before {1}?",
                    "Count {0} days back from {1}. Which day is it?",
                    "Today is {1}. Which day was it {0} days ago?",
                    "What day was it {0} days before {1}?",
                    "Start at {1} and go {0} days back. What day is it?",
                    "Which day was {0} days before {1}?",
                    "Which day came {0} days before {1}?",
                    "If now is {1}, what day was it {0} days earlier?",
                    "Today is {1}. Which day was {0} days before?",
                    "What day was {0} days before {1}?",
                    "Going back {0} days from {1}, what day is it?",
                    "{0} days ago, if today is {1}: which day?",
                    "It is {1}. What day was {0} days earlier?");

    private DatePuzzles() {}

    static Puzzle dates(Split split, Random random) {
        LocalDate a;
        LocalDate b;
        while (true) {
            a = date(random);
            b =
                    switch (random.nextInt(3)) {
                        case 0 -> date(random);
                        case 1 -> a.withMonth(1 + random.nextInt(12));
                        default -> a.withDayOfMonth(1 + random.nextInt(28));
                    };
            boolean kept =
                    HELD_OUT_YEARS.contains(a.getYear()) || HELD_OUT_YEARS.contains(b.getYear());
            if (!a.equals(b) && kept == (split == Split.HELD_OUT)) {
                break;
            }
        }
        boolean earlier = random.nextBoolean();
        int style = random.nextInt(3);
        String first = written(a, style);
        String second = written(b, style);
        Phrasings.Asked question = (earlier ? EARLIER : LATER).ask(split, random, first, second);
        String chosen = a.isBefore(b) == earlier ? first : second;
        boolean right = a.toEpochDay() < b.toEpochDay() == earlier;
        return new Puzzle(
                Family.DATES,
                question.phrasing(),
                List.of(a.toString(), b.toString()),
                question.text(),
                "A: %s = %s. B: %s = %s.".formatted(first, a, second, b)
                        + steps(a, b)
                        + " So "
                        + (earlier ? "earlier" : "later")
                        + " is "
                        + (chosen.equals(first) ? "A: " : "B: ")
                        + chosen
                        + ".",
                chosen + " is " + (earlier ? "earlier." : "later."),
                Graders.names(right ? first : second, List.of(first, second)));
    }

    private static LocalDate date(Random random) {
        return LocalDate.of(
                1980 + random.nextInt(50), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static String written(LocalDate date, int style) {
        String month = date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        return switch (style) {
            case 0 -> date.toString();
            case 1 -> month + " " + date.getDayOfMonth() + ", " + date.getYear();
            default -> date.getDayOfMonth() + " " + month + " " + date.getYear();
        };
    }

    /** " 2021=2021 03<04: earlier is A, later is B." */
    private static String steps(LocalDate a, LocalDate b) {
        String[] x = a.toString().split("-", -1);
        String[] y = b.toString().split("-", -1);
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            int order = x[i].compareTo(y[i]);
            steps.append(' ')
                    .append(x[i])
                    .append(order == 0 ? '=' : order < 0 ? '<' : '>')
                    .append(y[i]);
            if (order != 0) {
                break;
            }
        }
        boolean first = a.isBefore(b);
        return steps
                + ": earlier is %s, later is %s.".formatted(first ? "A" : "B", first ? "B" : "A");
    }

    static Puzzle weekdays(Split split, Random random) {
        int start;
        int count;
        boolean after = random.nextInt(3) > 0;
        while (true) {
            start = random.nextInt(7);
            count = 1 + random.nextInt(random.nextBoolean() ? 7 : 50);
            boolean kept = (start * 53 + count * 7 + (after ? 1 : 0)) % 6 == 0;
            if (kept == (split == Split.HELD_OUT)) {
                break;
            }
        }
        String day = DAYS.get(start);
        Phrasings.Asked question =
                (after ? AFTER : BEFORE).ask(split, random, String.valueOf(count), day);
        String text = count == 1 ? question.text().replace("1 days", "1 day") : question.text();
        int rest = count % 7;
        StringBuilder thought = new StringBuilder();
        thought.append(count)
                .append(after ? " days after " : " days before ")
                .append(day)
                .append(". ");
        if (count >= 7) {
            thought.append("A week is 7 days: ")
                    .append(count)
                    .append(" - ")
                    .append(count - rest)
                    .append(" = ")
                    .append(rest)
                    .append(". ");
        }
        thought.append("0 ").append(day);
        int at = start;
        for (int i = 1; i <= rest; i++) {
            at = Math.floorMod(at + (after ? 1 : -1), 7);
            thought.append(", ").append(i).append(' ').append(DAYS.get(at));
        }
        thought.append('.');
        DayOfWeek wanted = DayOfWeek.of(start + 1).plus(after ? count : -count);
        return new Puzzle(
                Family.WEEKDAYS,
                question.phrasing(),
                List.of(day + (after ? "+" : "-") + count),
                text,
                thought.toString(),
                "It is " + DAYS.get(at) + ".",
                Graders.names(wanted.getDisplayName(TextStyle.FULL, Locale.ENGLISH), DAYS));
    }
}
