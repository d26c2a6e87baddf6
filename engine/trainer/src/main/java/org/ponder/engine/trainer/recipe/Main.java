package org.ponder.engine.trainer.recipe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.trainer.model.WholeFile;
import org.ponder.engine.trainer.puzzle.Family;
import org.ponder.engine.trainer.puzzle.Inspect;
import org.ponder.engine.trainer.puzzle.Split;

/**
 * The trainer's command: {@code train}, {@code cold-start}, {@code export}, {@code reinforce FILE},
 * {@code evaluate FILE}, {@code inspect}, {@code lessons}, {@code import FOLDER}, {@code weights
 * FILE} or {@code average FILE FILE}, with {@code --folder}, {@code --size full|toy}, {@code
 * --seed}, {@code --start}, {@code --steps}, {@code --questions}, {@code --asked} and {@code
 * --tokens}.
 */
public final class Main {
    private static final String USAGE =
            "Say train, cold-start, export, reinforce FILE, evaluate FILE, inspect, lessons, import FOLDER, weights FILE or average FILE FILE;"
                    + " docs/pebble/TRAINING.md explains them.";

    /** In a row of fewer there is no room for a lesson that stands late in a chat. */
    private static final int FEWEST_TOKENS = 8192;

    private static final List<String> OPTIONS =
            List.of(
                    "folder",
                    "size",
                    "seed",
                    "start",
                    "steps",
                    "questions",
                    "asked",
                    "tokens",
                    "more");

    private Main() {}

    /** Exit code 0, or 2 where the user can mend it. */
    public static void main(String[] args) {
        Stopping stopping = new Stopping();
        stopping.onSignal();
        int code;
        try {
            code = run(List.of(args), stopping, System.out, System.err);
        } finally {
            stopping.finished();
        }
        System.exit(code);
    }

    static int run(List<String> args, Stopping stopping, PrintStream out, PrintStream err) {
        try {
            act(args, stopping, out);
            return 0;
        } catch (FileSystemException e) {
            err.println(
                    "The file "
                            + e.getFile()
                            + " could not be read or written: "
                            + WholeFile.reason(e)
                            + ". Look for it, for its permissions and for room on the disk, and start"
                            + " again: what was finished is kept.");
            return 2;
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException e) {
            err.println(e.getMessage());
            return 2;
        } catch (OutOfMemoryError e) {
            err.println(
                    "Java's memory was not enough: give it more with -Xmx, or take a smaller size.");
            return 2;
        }
    }

    private static void act(List<String> args, Stopping stopping, PrintStream out)
            throws IOException {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i).startsWith("--")) {
                if (i + 1 == args.size()) {
                    throw new IllegalArgumentException(
                            "The option " + args.get(i) + " has no value.");
                }
                String option = args.get(i).substring(2);
                if (!OPTIONS.contains(option)) {
                    throw new IllegalArgumentException(
                            "There is no option --"
                                    + option
                                    + ": there are --"
                                    + String.join(", --", OPTIONS)
                                    + ".");
                }
                options.put(option, args.get(++i));
            } else {
                words.add(args.get(i));
            }
        }
        long seed = number(options, "seed", 1);
        Configuration size = size(options.getOrDefault("size", "full"));
        size = size.withAsked(count(options, "asked", 1, size.asked()));
        size = size.withColdSteps(count(options, "steps", 0, size.coldSteps()));
        Path folder = Path.of(options.getOrDefault("folder", "pebble-work"));
        @Nullable String from = options.get("start");
        Recipe recipe =
                new Recipe(size, folder, seed, from == null ? null : Path.of(from), stopping, out);
        String command = words.isEmpty() ? "" : words.removeFirst();
        boolean takesAWord =
                List.of("reinforce", "evaluate", "import", "weights", "average").contains(command);
        if (!takesAWord && !words.isEmpty()) {
            throw new IllegalArgumentException(
                    "After " + command + " there is a word too many, " + words.getFirst() + ".");
        }
        switch (command) {
            case "train" -> recipe.run();
            case "cold-start" -> recipe.coldStart();
            case "export" -> recipe.export();
            case "reinforce" -> {
                require(words, 1, "one file to reinforce");
                Reinforcement.Sizes usual = size.reinforcement();
                recipe.reinforceAlone(
                        Path.of(words.getFirst()),
                        new Reinforcement.Sizes(
                                count(options, "steps", 1, usual.steps()),
                                count(options, "questions", 1, usual.questions()),
                                usual.group(),
                                usual.longest(),
                                usual.rate()));
            }
            case "evaluate" -> {
                require(words, 1, "one file to evaluate");
                recipe.evaluate(Path.of(words.getFirst()), words.getFirst());
            }
            case "lessons" ->
                    LessonStream.write(
                            recipe.packedLessons(
                                    count(options, "tokens", FEWEST_TOKENS, 65_536),
                                    family(options.get("more"))),
                            count(options, "steps", 0, Integer.MAX_VALUE),
                            stopping,
                            standardOutput());
            case "import" -> {
                require(words, 1, "one folder to import");
                recipe.importWeights(Path.of(words.getFirst()));
            }
            case "weights" -> {
                require(words, 1, "one file to write the weights of");
                recipe.exportWeights(Path.of(words.getFirst()));
            }
            case "average" -> {
                require(words, 2, "two files to take the mean of");
                recipe.average(Path.of(words.getFirst()), Path.of(words.getLast()));
            }
            case "inspect" -> Inspect.print(out, Split.TRAIN, seed, 2);
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private static Optional<Family> family(@Nullable String title) {
        if (title == null) {
            return Optional.empty();
        }
        List<Family> families = List.of(Family.values());
        return Optional.of(
                families.stream()
                        .filter(family -> family.title().equals(title))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "There is no family "
                                                + title
                                                + " for --more: there are "
                                                + families.stream()
                                                        .map(Family::title)
                                                        .collect(Collectors.joining(", "))
                                                + ".")));
    }

    private static void require(List<String> words, int count, String what) {
        if (words.size() != count) {
            throw new IllegalArgumentException("Say which " + what + ".");
        }
    }

    /** Without the checks and conversions of a stream of text. */
    @SuppressWarnings("SystemOut") // Lessons go through a pipe.
    private static OutputStream standardOutput() {
        return new FileOutputStream(FileDescriptor.out);
    }

    private static Configuration size(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "full" -> Configuration.full();
            case "toy" -> Configuration.toy();
            default ->
                    throw new IllegalArgumentException(
                            "The size must be full or toy, not " + name + ".");
        };
    }

    private static int count(Map<String, String> options, String name, int least, int otherwise) {
        long number = number(options, name, otherwise);
        if (number < least || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "The option --" + name + " must be " + least + " or more, not " + number + ".");
        }
        return (int) number;
    }

    private static long number(Map<String, String> options, String name, long otherwise) {
        String text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The option --" + name + " must be a whole number, not " + text + ".", e);
        }
    }
}
