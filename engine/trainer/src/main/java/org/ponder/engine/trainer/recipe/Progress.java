package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ponder.engine.trainer.model.WholeFile;

/** Reward and thought length, step by step, in a small CSV file that resuming cuts and goes on. */
final class Progress {
    private static final String HEAD = "step,reward,thought_tokens";

    /** One step. */
    record Point(int step, double reward, double thoughtTokens) {}

    private final Path file;
    private final List<Point> points = new ArrayList<>();

    /**
     * @param step from which on the run goes; later lines of the file are dropped
     */
    Progress(Path file, int step) throws IOException {
        this.file = file;
        for (Point point : read(file)) {
            if (point.step() <= step) {
                points.add(point);
            }
        }
    }

    static List<Point> read(Path file) throws IOException {
        List<Point> points = new ArrayList<>();
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            for (String line : lines.subList(1, lines.size())) {
                String[] parts = line.split(",", -1);
                points.add(
                        new Point(
                                Integer.parseInt(parts[0]),
                                Double.parseDouble(parts[1]),
                                Double.parseDouble(parts[2])));
            }
        }
        return points;
    }

    void add(int step, double reward, double thoughtTokens) {
        points.add(new Point(step, reward, thoughtTokens));
    }

    void save() throws IOException {
        StringBuilder text = new StringBuilder(HEAD).append('\n');
        for (Point point : points) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%d,%.4f,%.1f%n",
                            point.step(),
                            point.reward(),
                            point.thoughtTokens()));
        }
        WholeFile.write(file, part -> Files.writeString(part, text));
    }
}
