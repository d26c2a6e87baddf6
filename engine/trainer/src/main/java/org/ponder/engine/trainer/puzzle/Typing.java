package org.ponder.engine.trainer.puzzle;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types a question as people do: in lower case, in capitals, without a full stop, with typos. */
final class Typing {
    private static final Pattern FACT = Pattern.compile("\\{(\\d)\\}");
    private static final Pattern LONG_WORD = Pattern.compile("(?<![{\\w])[A-Za-z]{4,}(?![}\\w])");

    private static final String[] BEFORE = {
        "Please: ", "Hey Pebble, ", "Hi! ", "Hello. ", "Question: ", "Quick question: ", "Pebble, ",
        "Now: ", "OK. ", "And ", "Next: ", "I have a question. ", "Think hard. ", "Tell me: ",
        "One more: ", "Another one. ", "I wonder: ", "Help me: "
    };
    private static final String[] AFTER = {
        " Please.", " Thanks!", " Thank you.", " Think step by step.", " Be careful.", " Pebble?"
    };

    private Typing() {}

    /** The wording with its facts, which stay as they are. */
    static String typed(String wording, Random random, String... facts) {
        return fill(messed(wording, random), facts);
    }

    static String fill(String wording, String... facts) {
        Matcher matcher = FACT.matcher(wording);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String fact = facts[Integer.parseInt(matcher.group(1))];
            matcher.appendReplacement(out, Matcher.quoteReplacement(fact));
        }
        return matcher.appendTail(out).toString();
    }

    /** The wording, now and then with what people put before or after a question. */
    static String polite(Split split, String wording, Random random) {
        if (random.nextInt(split == Split.TRAIN ? 4 : 5) > 0
                || wording.length() < 12
                || wording.charAt(0) > 'z') {
            return wording;
        }
        boolean any = split == Split.TRAIN && random.nextInt(3) > 0;
        if (any && random.nextBoolean()) {
            return any("before", random) + " " + wording;
        }
        if (any) {
            return wording + " " + any("after", random);
        }
        return random.nextInt(4) > 0
                ? BEFORE[random.nextInt(BEFORE.length)] + wording
                : wording + AFTER[random.nextInt(AFTER.length)];
    }

    private static String any(String kind, Random random) {
        List<Wordings.Wording> all = Wordings.trained(kind);
        return all.get(random.nextInt(all.size())).draw(random);
    }

    private static String messed(String wording, Random random) {
        String text = wording;
        int manner = random.nextInt(100);
        if (manner < 18) {
            text = text.toLowerCase(Locale.ROOT);
        } else if (manner < 21) {
            text = text.toUpperCase(Locale.ROOT);
        }
        if (random.nextInt(100) < 15) {
            text = text.replaceFirst("[.?!]+$", "");
        }
        if (random.nextInt(100) < 12) {
            text = typo(text, random);
        }
        return text;
    }

    /** Swaps, drops or doubles a letter of one longer word. */
    private static String typo(String text, Random random) {
        Matcher words = LONG_WORD.matcher(text);
        int count = (int) words.results().count();
        if (count == 0) {
            return text;
        }
        int chosen = random.nextInt(count);
        words.reset();
        for (int i = 0; i <= chosen; i++) {
            if (!words.find()) {
                return text;
            }
        }
        int at = words.start() + 1 + random.nextInt(words.end() - words.start() - 2);
        StringBuilder out = new StringBuilder(text);
        switch (random.nextInt(3)) {
            case 0 -> {
                out.setCharAt(at, text.charAt(at + 1));
                out.setCharAt(at + 1, text.charAt(at));
            }
            case 1 -> out.deleteCharAt(at);
            default -> out.insert(at, text.charAt(at));
        }
        return out.toString();
    }
}
