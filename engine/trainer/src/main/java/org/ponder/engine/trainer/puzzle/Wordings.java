package org.ponder.engine.trainer.puzzle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Wordings of questions from files: a line {@code == spell} begins a kind of question, {@code #} a
 * remark, and each other line is a wording, in which {@code [the word |]} stands for any one of the
 * alternatives between its bars.
 */
final class Wordings {
    private static final Map<String, List<Wording>> TRAINED =
            trained(
                    List.of(
                            "general",
                            "letters",
                            "numbers",
                            "stories",
                            "talk",
                            "frames",
                            "boundaries",
                            "comparisons"),
                    List.of("near-misses"));
    private static final Map<String, List<Wording>> HELD_OUT = read("held-out");

    private static final Map<String, List<Wording>> ACTS = read("acts");

    /** A line of what is hard is drawn as often as so many others. */
    private static final int HARD = 4;

    private Wordings() {}

    private static Map<String, List<Wording>> trained(List<String> usual, List<String> hard) {
        Map<String, List<Wording>> all = read(usual.toArray(String[]::new));
        read(hard.toArray(String[]::new))
                .forEach((kind, wordings) -> {
                    List<Wording> some = all.computeIfAbsent(kind, k -> new ArrayList<>());
                    for (int i = 0; i < HARD; i++) {
                        some.addAll(wordings);
                    }
                });
        return all;
    }

    /**
     * One line.
     *
     * @param parts one after the other, each with its alternatives
     */
    record Wording(List<List<String>> parts) {
        static Wording of(String line) {
            List<List<String>> parts = new ArrayList<>();
            int from = 0;
            while (from < line.length()) {
                int open = line.indexOf('[', from);
                int close = line.indexOf(']', from);
                if (open < 0 != close < 0 || open > close) {
                    throw new IllegalStateException("Brackets do not match in: " + line);
                }
                parts.add(List.of(line.substring(from, open < 0 ? line.length() : open)));
                if (open < 0) {
                    break;
                }
                parts.add(List.of(line.substring(open + 1, close).split("\\|", -1)));
                from = close + 1;
            }
            return new Wording(List.copyOf(parts));
        }

        /** All its forms. */
        List<String> forms() {
            List<String> forms = List.of("");
            for (List<String> part : parts) {
                List<String> longer = new ArrayList<>();
                for (String form : forms) {
                    part.forEach(next -> longer.add(form + next));
                }
                forms = longer;
            }
            return forms;
        }

        /** One of its forms. */
        String draw(Random random) {
            StringBuilder out = new StringBuilder();
            for (List<String> part : parts) {
                out.append(part.get(random.nextInt(part.size())));
            }
            return out.toString();
        }
    }

    /** Those for training. */
    static List<Wording> trained(String kind) {
        return TRAINED.getOrDefault(kind, List.of());
    }

    /** The kinds that there are wordings of for training, in the order of their names. */
    static List<String> kinds() {
        return TRAINED.keySet().stream().sorted().toList();
    }

    /** Those kept from training, beside every fifth of the phrasings in the code. */
    static List<Wording> heldOut(String kind) {
        return HELD_OUT.getOrDefault(kind, List.of());
    }

    /** Parts of questions, for {@link Grammar}. */
    static List<Wording> acts(String kind) {
        return ACTS.getOrDefault(kind, List.of());
    }

    private static Map<String, List<Wording>> read(String... files) {
        Map<String, List<Wording>> all = new HashMap<>();
        for (String file : files) {
            String kind = "";
            for (String line : text("wordings/" + file + ".txt").lines().toList()) {
                if (line.startsWith("== ")) {
                    kind = line.substring(3).strip();
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    all.computeIfAbsent(kind, name -> new ArrayList<>()).add(Wording.of(line));
                }
            }
        }
        return all;
    }

    private static String text(String name) {
        try (InputStream in = Wordings.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The wordings " + name + " are missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The wordings " + name + " cannot be read.", e);
        }
    }
}
