package org.ponder.app.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Draws accuracy against the tokens of thought, as SVG: what was measured under each budget, and
 * for the longest one the share of samples that were right within so many tokens.
 */
public final class Plot {
    /** What no XML may contain, not even escaped: the title has names that others gave. */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int LEFT = 70;
    private static final int RIGHT = 24;
    private static final int TOP = 76;
    private static final int BOTTOM = 60;
    private static final String INK = "#1f2937";
    private static final String FAINT = "#d1d5db";
    private static final String MEAN = "#2563eb";
    private static final String VOTE = "#d97706";

    private final Report report;
    private final String title;
    private final StringBuilder svg = new StringBuilder();
    private final double least;
    private final double most;

    private Plot(Report report, String title) {
        this.report = report;
        this.title = title;
        List<Integer> tokens = new ArrayList<>(report.byBudget().keySet());
        report.longest().forEach(sample -> tokens.add(sample.thoughtTokens()));
        tokens.removeIf(count -> count < 1);
        // Whole powers of two around what there is, so that the axis has sound marks.
        least = Math.floor(log2(tokens.stream().mapToInt(Integer::intValue).min().orElse(1)));
        most =
                Math.max(
                        least + 1,
                        Math.ceil(
                                log2(tokens.stream().mapToInt(Integer::intValue).max().orElse(2))));
    }

    /** The picture of a report. */
    public static String svg(Report report, String title) {
        return new Plot(report, title).draw();
    }

    private String draw() {
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">\n"
                        .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        text(LEFT, 24, "start", title);
        axes();
        withinCurve();
        points();
        legend();
        return svg.append("</svg>\n").toString();
    }

    private void axes() {
        for (int share = 0; share <= 100; share += 20) {
            double y = y(share / 100.0);
            line(LEFT, y, WIDTH - RIGHT, y, FAINT, "");
            text(LEFT - 8, y + 4, "end", share + " %");
        }
        int step = (int) Math.max(1, Math.ceil((most - least) / 10));
        for (int power = (int) least; power <= most; power += step) {
            double x = LEFT + (power - least) / (most - least) * (WIDTH - LEFT - RIGHT);
            line(x, y(0), x, y(0) + 5, INK, "");
            text(x, y(0) + 20, "middle", String.format(Locale.ROOT, "%,d", 1L << power));
        }
        line(LEFT, y(0), WIDTH - RIGHT, y(0), INK, "");
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, "middle", "tokens of thought");
    }

    /** Steps up at the length of each right sample's thought. */
    private void withinCurve() {
        List<Sample> samples = report.longest();
        int[] lengths =
                samples.stream()
                        .filter(Sample::right)
                        .mapToInt(Sample::thoughtTokens)
                        .sorted()
                        .toArray();
        if (lengths.length == 0) {
            return;
        }
        StringBuilder path = new StringBuilder();
        double last = y(0);
        path.append("M%s %s".formatted(round(x(Math.max(1, lengths[0]))), round(last)));
        for (int i = 0; i < lengths.length; i++) {
            double x = x(Math.max(1, lengths[i]));
            double y = y((i + 1.0) / samples.size());
            path.append("H%sV%s".formatted(round(x), round(y)));
        }
        path.append("H").append(round(WIDTH - RIGHT));
        svg.append(
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>\n"
                        .formatted(path, MEAN));
    }

    private void points() {
        for (Map.Entry<Integer, Score> entry : report.byBudget().entrySet()) {
            Score score = entry.getValue();
            if (entry.getKey() == 0) {
                line(LEFT, y(score.passAt1()), WIDTH - RIGHT, y(score.passAt1()), MEAN, "5 4");
                line(LEFT, y(score.majority()), WIDTH - RIGHT, y(score.majority()), VOTE, "5 4");
                continue;
            }
            double x = x(entry.getKey());
            double low = y(Math.max(0, score.passAt1() - score.error()));
            double high = y(Math.min(1, score.passAt1() + score.error()));
            line(x, low, x, high, MEAN, "");
            // Where both agree, each is still seen.
            dot(x, y(score.majority()), 6, VOTE);
            dot(x, y(score.passAt1()), 4, MEAN);
        }
    }

    private void legend() {
        dot(LEFT + 6, 42, 4, MEAN);
        text(LEFT + 16, 46, "start", "pass@1 under a budget (dashed: without one)");
        dot(LEFT + 366, 42, 6, VOTE);
        text(LEFT + 378, 46, "start", "majority of " + report.samplesEach());
        line(LEFT, 62, LEFT + 12, 62, MEAN, "");
        text(LEFT + 16, 66, "start", "right within so many tokens, under the longest budget");
    }

    private static double log2(double tokens) {
        return Math.log(tokens) / Math.log(2);
    }

    private double x(double tokens) {
        return LEFT + (log2(tokens) - least) / (most - least) * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double share) {
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM - 10);
    }

    private void line(double x1, double y1, double x2, double y2, String colour, String dashes) {
        svg.append(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"%s/>\n"
                        .formatted(
                                round(x1),
                                round(y1),
                                round(x2),
                                round(y2),
                                colour,
                                dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\""));
    }

    private void dot(double x, double y, int radius, String colour) {
        svg.append(
                "<circle cx=\"%s\" cy=\"%s\" r=\"%d\" fill=\"%s\"/>\n"
                        .formatted(round(x), round(y), radius, colour));
    }

    private void text(double x, double y, String anchor, String words) {
        String safe =
                NOT_XML.matcher(words)
                        .replaceAll("\uFFFD")
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;");
        svg.append(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>\n"
                        .formatted(round(x), round(y), anchor, INK, safe));
    }

    private static String round(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
