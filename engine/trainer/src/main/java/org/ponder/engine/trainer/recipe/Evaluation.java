package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ponder.engine.trainer.lesson.Lesson;
import org.ponder.engine.trainer.lesson.Reading;
import org.ponder.engine.trainer.model.WholeFile;
import org.ponder.engine.trainer.puzzle.Family;
import org.ponder.engine.trainer.puzzle.Puzzle;
import org.ponder.engine.trainer.puzzle.Split;
import org.ponder.engine.trainer.puzzle.WellKnown;

/** Asks a model held-out questions and reports how many it answers right, as Markdown. */
final class Evaluation {
    private static final int[] CHAT_TOKENS = {1500, 3300};

    /** Of a chat and its reply: all sizes of the model are made for as many. */
    private static final int CONTEXT_TOKENS = 4096;

    /** How a family did: right, declined and well-formed out of {@code asked}. */
    record Score(
            String title,
            int asked,
            int right,
            int declined,
            int wellFormed,
            double thoughtTokens) {
        double share() {
            return 100.0 * right / asked;
        }
    }

    private final Rollouts rollouts;
    private final Rollouts.Manner manner;
    private final long seed;
    private final PrintStream out;
    private final WrongReplies wrong = new WrongReplies();

    Evaluation(Rollouts rollouts, Rollouts.Manner manner, long seed, PrintStream out) {
        this.rollouts = rollouts;
        this.manner = manner;
        this.seed = seed;
        this.out = out;
    }

    /**
     * Every family, alone and late in a chat, and the questions that people try first; in the file
     * all wrong replies as well.
     */
    void report(int each, String name, Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("# How ").append(name).append(" does\n\n");
        text.append(
                "Held-out questions: words, numbers, names and phrasings that training never saw. ");
        text.append(each)
                .append(" a family, temperature 0.6, top-p 0.95, seed ")
                .append(seed)
                .append(".\n\n");
        text.append(
                "| family | right | declined | well-formed | tokens of thought, mean |\n|---|---|---|---|---|\n");
        int asked = 0;
        int right = 0;
        int declined = 0;
        int wellFormed = 0;
        for (Family family : Family.values()) {
            Score score = score(family, each);
            append(text, score);
            asked += score.asked();
            right += score.right();
            declined += score.declined();
            wellFormed += score.wellFormed();
            // What was asked so far is to be read even where the rest is not waited for.
            write(text, file);
        }
        append(text, new Score("all", asked, right, declined, wellFormed, Double.NaN));
        text.append('\n');
        text.append(
                "The same families, drawn by their share, late in a chat:\n\n| tokens of earlier turns | right | declined | well-formed | tokens of thought, mean |\n|---|---|---|---|---|\n");
        for (int tokens : CHAT_TOKENS) {
            append(text, chats(each, tokens));
        }
        text.append(
                "\nQuestions that people try first, at 20 seeds:\n\n| question | right |\n|---|---|\n");
        for (Puzzle puzzle : WellKnown.all()) {
            List<int[]> replies =
                    rollouts.sample(List.of(Lesson.prompt(puzzle.question())), 20, manner, seed)
                            .getFirst();
            long good = replies.stream().map(Reading::of).filter(r -> right(r, puzzle)).count();
            text.append("| ")
                    .append(puzzle.question())
                    .append(" | ")
                    .append(good)
                    .append(" of 20 |\n");
        }
        write(text, file);
        out.println(text);
    }

    private void write(StringBuilder text, Path file) throws IOException {
        WholeFile.write(file, part -> Files.writeString(part, text + wrong.report()));
    }

    private static void append(StringBuilder text, Score score) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %d of %d (%.1f %%) | %d | %d of %d | %s |%n",
                        score.title(),
                        score.right(),
                        score.asked(),
                        score.share(),
                        score.declined(),
                        score.wellFormed(),
                        score.asked(),
                        Double.isNaN(score.thoughtTokens())
                                ? ""
                                : String.format(Locale.ROOT, "%.0f", score.thoughtTokens())));
    }

    /** How a family does. */
    Score score(Family family, int each) throws IOException {
        Random random = new Random(seed + family.title().hashCode());
        List<Puzzle> puzzles = new ArrayList<>();
        List<int[]> prompts = new ArrayList<>();
        for (int i = 0; i < each; i++) {
            Puzzle puzzle = family.make(Split.HELD_OUT, random);
            puzzles.add(puzzle);
            prompts.add(Lesson.prompt(puzzle.question()));
        }
        return judge(family.title(), puzzles, prompts);
    }

    private Score chats(int each, int longest) throws IOException {
        Random random = new Random(seed + 1000);
        List<Puzzle> puzzles = new ArrayList<>();
        List<int[]> prompts = new ArrayList<>();
        while (puzzles.size() < each) {
            List<Puzzle> earlier = new ArrayList<>();
            int tokens = 0;
            int wanted = random.nextInt(longest);
            while (tokens < wanted) {
                Puzzle puzzle = Family.draw(random).make(Split.HELD_OUT, random);
                earlier.add(puzzle);
                tokens += puzzle.question().length() + puzzle.answer().length();
            }
            Puzzle last = Family.draw(random).make(Split.HELD_OUT, random);
            if (Lesson.chat(earlier, last).length() <= CONTEXT_TOKENS) {
                puzzles.add(last);
                prompts.add(Lesson.prompt(earlier, last.question()));
            }
        }
        return judge("up to " + longest, puzzles, prompts);
    }

    private Score judge(String title, List<Puzzle> puzzles, List<int[]> prompts)
            throws IOException {
        List<List<int[]>> replies = rollouts.sample(prompts, 1, manner, seed);
        int right = 0;
        int declined = 0;
        int wellFormed = 0;
        long tokens = 0;
        for (int i = 0; i < puzzles.size(); i++) {
            Reading reading = Reading.of(replies.get(i).getFirst());
            boolean good = right(reading, puzzles.get(i));
            right += good ? 1 : 0;
            declined += Family.declined(reading.answer()) ? 1 : 0;
            wellFormed += reading.wellFormed() ? 1 : 0;
            tokens += reading.thoughtTokens();
            wrong.add(puzzles.get(i), reading, good);
        }
        Score score =
                new Score(
                        title,
                        puzzles.size(),
                        right,
                        declined,
                        wellFormed,
                        (double) tokens / puzzles.size());
        out.println(title + ": " + right + " of " + puzzles.size());
        return score;
    }

    private static boolean right(Reading reading, Puzzle puzzle) {
        return reading.wellFormed() && puzzle.check().right(reading.answer());
    }
}
