package org.ponder.engine.trainer.recipe;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.ponder.engine.trainer.lesson.Lesson;
import org.ponder.engine.trainer.lesson.Reading;
import org.ponder.engine.trainer.model.ModelWeights;
import org.ponder.engine.trainer.model.PebbleFile;
import org.ponder.engine.trainer.model.WholeFile;
import org.ponder.engine.trainer.puzzle.Family;
import org.ponder.engine.trainer.puzzle.Puzzle;
import org.ponder.engine.trainer.puzzle.Split;

/**
 * Rejection sampling: the model's own replies to training questions, of which those that are right
 * and readable are kept.
 */
final class Traces {
    private static final int QUESTIONS_AT_ONCE = 64;
    private static final int REPLIES = 2;

    private final Path folder;
    private final Stopping stopping;
    private final PrintStream out;

    Traces(Path folder, Stopping stopping, PrintStream out) {
        this.folder = folder;
        this.stopping = stopping;
        this.out = out;
    }

    /** Collects so many; what an earlier sitting collected is taken up again. */
    List<Lesson> collect(ModelWeights model, int wanted, int longest, long seed)
            throws IOException {
        Files.createDirectories(folder);
        List<Lesson> kept = new ArrayList<>();
        int part = 0;
        while (Files.exists(folder.resolve(name(part)))) {
            kept.addAll(read(folder.resolve(name(part++))));
        }
        if (kept.size() >= wanted) {
            return kept;
        }
        Path file = folder.resolve("model.gguf");
        PebbleFile.write(model, true, Map.of("name", "Pebble"), file);
        int asked = 0;
        try (Rollouts rollouts = new Rollouts(file, stopping)) {
            while (kept.size() < wanted && asked < 40 * wanted) {
                List<Lesson> some = some(rollouts, seed + 7L * part, longest);
                asked += QUESTIONS_AT_ONCE * REPLIES;
                write(some, folder.resolve(name(part++)));
                kept.addAll(some);
                out.println(
                        "kept "
                                + some.size()
                                + " of "
                                + QUESTIONS_AT_ONCE * REPLIES
                                + " replies, "
                                + kept.size()
                                + " of "
                                + wanted
                                + " in all");
            }
        }
        return kept;
    }

    private static String name(int part) {
        return "traces-" + part + ".bin";
    }

    private static List<Lesson> some(Rollouts rollouts, long seed, int longest) throws IOException {
        Random random = new Random(seed);
        List<Puzzle> puzzles = new ArrayList<>();
        List<int[]> prompts = new ArrayList<>();
        for (int i = 0; i < QUESTIONS_AT_ONCE; i++) {
            Puzzle puzzle = Family.draw(random).make(Split.TRAIN, random);
            puzzles.add(puzzle);
            prompts.add(Lesson.prompt(puzzle.question()));
        }
        List<List<int[]>> replies =
                rollouts.sample(prompts, REPLIES, new Rollouts.Manner(0.8, 0.95, longest), seed);
        List<Lesson> kept = new ArrayList<>();
        for (int i = 0; i < puzzles.size(); i++) {
            for (int[] reply : replies.get(i)) {
                Reading reading = Reading.of(reply);
                if (reading.wellFormed()
                        && readable(reading.thought())
                        && puzzles.get(i).check().right(reading.answer())) {
                    kept.add(Lesson.of(prompts.get(i), reply));
                }
            }
        }
        return kept;
    }

    /** No broken characters, and no line that comes three times. */
    static boolean readable(String thought) {
        if (thought.indexOf('\uFFFD') >= 0) {
            return false;
        }
        Map<String, Long> lines =
                thought.lines()
                        .filter(line -> line.length() > 12)
                        .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        return lines.values().stream().allMatch(count -> count < 3);
    }

    private static void write(List<Lesson> lessons, Path file) throws IOException {
        WholeFile.write(file, part -> writeAll(lessons, part));
    }

    private static void writeAll(List<Lesson> lessons, Path file) throws IOException {
        try (DataOutputStream data =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            data.writeInt(lessons.size());
            for (Lesson lesson : lessons) {
                data.writeInt(lesson.length());
                for (int i = 0; i < lesson.length(); i++) {
                    data.writeShort(lesson.ids()[i] * 2 + (lesson.learned()[i] ? 1 : 0));
                }
            }
        }
    }

    private static List<Lesson> read(Path file) throws IOException {
        List<Lesson> lessons = new ArrayList<>();
        byte[] all = Files.readAllBytes(file);
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(all))) {
            int count = data.readInt();
            for (int n = 0; n < count; n++) {
                int length = data.readInt();
                if (length < 1 || length > all.length) {
                    throw new IOException("a length of " + length);
                }
                int[] ids = new int[length];
                boolean[] learned = new boolean[length];
                for (int i = 0; i < length; i++) {
                    int value = data.readShort();
                    ids[i] = value >> 1;
                    learned[i] = (value & 1) == 1;
                }
                lessons.add(new Lesson(ids, learned, 0));
            }
            return lessons;
        } catch (IOException e) {
            throw new IOException(
                    "The traces "
                            + file
                            + " are damaged ("
                            + e.getMessage()
                            + "): delete the file and start again.",
                    e);
        }
    }
}
