package org.ponder.engine.prompt;

import java.util.Locale;

/** Upper and lower case as Python's strings have them. */
final class TextCase {
    private TextCase() {}

    static Text upper(Run run, Text self) {
        return run.budget().made(self.map(part -> part.toUpperCase(Locale.ROOT)));
    }

    static Text lower(Run run, Text self) {
        return run.budget().made(self.map(part -> part.toLowerCase(Locale.ROOT)));
    }

    static Text swap(Run run, Text self) {
        return run.budget().made(self.map(TextCase::swap));
    }

    private static String swap(String part) {
        StringBuilder out = new StringBuilder();
        part.codePoints()
                .forEach(c ->
                        out.append(
                                Character.isUpperCase(c)
                                        ? Character.toString(c).toLowerCase(Locale.ROOT)
                                        : Character.toString(c).toUpperCase(Locale.ROOT)));
        return out.toString();
    }

    /** The first character in upper case, the others in lower case. */
    static Text capitalize(Run run, Text self) {
        if (!self.truthy()) {
            return self;
        }
        int first = Character.charCount(self.string().codePointAt(0));
        return run.newText()
                .append(self.substring(0, first).map(TextCase::titleCase))
                .append(lower(run, self.substring(first, self.length())))
                .build();
    }

    private static String titleCase(String character) {
        int c = character.codePointAt(0);
        return Character.toTitleCase(c) == c
                ? character.toUpperCase(Locale.ROOT)
                : Character.toString(Character.toTitleCase(c));
    }

    /** Each letter behind something that is no letter in upper case, the others in lower case. */
    static Text title(Run run, Text self) {
        TextBuilder out = run.newText();
        boolean inWord = false;
        int from = 0;
        while (from < self.length()) {
            int c = self.string().codePointAt(from);
            int to = from + Character.charCount(c);
            Text one = self.substring(from, to);
            boolean lower = inWord;
            out.append(one.map(part -> lower ? part.toLowerCase(Locale.ROOT) : titleCase(part)));
            inWord = isCased(c);
            from = to;
        }
        return out.build();
    }

    private static boolean isCased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }

    /** Whether there are letters with a case and all of them are small. */
    static boolean isLower(Text self) {
        return self.string().codePoints().anyMatch(Character::isLowerCase)
                && self.string().codePoints().noneMatch(Character::isUpperCase);
    }

    /** Whether there are letters with a case and all of them are capitals. */
    static boolean isUpper(Text self) {
        return self.string().codePoints().anyMatch(Character::isUpperCase)
                && self.string().codePoints().noneMatch(Character::isLowerCase);
    }

    static Value isTitle(Run run, Text self) {
        boolean cased = self.string().codePoints().anyMatch(TextCase::isCased);
        return Bool.of(cased && title(run, self).equals(self));
    }
}
