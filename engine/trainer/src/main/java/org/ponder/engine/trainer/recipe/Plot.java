package org.ponder.engine.trainer.recipe;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.ponder.engine.trainer.model.WholeFile;

/** Draws reward and thought length over the steps of runs, one above the other. */
final class Plot {
    private static final int WIDTH = 900;
    private static final int PANEL = 320;
    private static final int MARGIN = 60;
    private static final int AROUND = 4;
    private static final Color[] COLORS = {new Color(0x2563eb), new Color(0xd97706)};

    private Plot() {}

    static void draw(Map<String, List<Progress.Point>> runs, Path file) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, 2 * PANEL, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, 2 * PANEL);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        panel(g, 0, "Mean reward of a step (bold: of nine steps)", runs, Progress.Point::reward);
        panel(
                g,
                PANEL,
                "Mean length of the thought, in tokens (bold: of nine steps)",
                runs,
                Progress.Point::thoughtTokens);
        g.dispose();
        WholeFile.write(file, part -> ImageIO.write(image, "png", part.toFile()));
    }

    private static void panel(
            Graphics2D g,
            int top,
            String title,
            Map<String, List<Progress.Point>> runs,
            ToDoubleFunction<Progress.Point> value) {
        double most = 1e-9;
        int steps = 1;
        for (List<Progress.Point> run : runs.values()) {
            for (Progress.Point point : run) {
                most = Math.max(most, value.applyAsDouble(point));
                steps = Math.max(steps, point.step());
            }
        }
        int bottom = top + PANEL - MARGIN / 2;
        int height = PANEL - MARGIN;
        g.setColor(Color.DARK_GRAY);
        g.setStroke(new BasicStroke(1));
        g.drawString(title, MARGIN, top + 20);
        g.drawLine(MARGIN, bottom, WIDTH - MARGIN, bottom);
        g.drawLine(MARGIN, bottom, MARGIN, bottom - height);
        g.setColor(new Color(0xe5e7eb));
        for (int part = 1; part <= 4; part++) {
            int y = bottom - height * part / 4;
            g.drawLine(MARGIN + 1, y, WIDTH - MARGIN, y);
        }
        g.setColor(Color.DARK_GRAY);
        g.drawString("0", MARGIN - 16, bottom);
        g.drawString(
                String.format(Locale.ROOT, most < 10 ? "%.2f" : "%.0f", most),
                10,
                bottom - height + 10);
        g.drawString("step " + steps, WIDTH - MARGIN - 60, bottom + 16);
        int run = 0;
        for (Map.Entry<String, List<Progress.Point>> entry : runs.entrySet()) {
            Color color = COLORS[run % COLORS.length];
            g.setColor(color);
            g.drawString(entry.getKey(), WIDTH - 4 * MARGIN, top + 20 + 18 * run);
            double[] values = entry.getValue().stream().mapToDouble(value).toArray();
            Path2D each = new Path2D.Double();
            Path2D means = new Path2D.Double();
            for (int i = 0; i < values.length; i++) {
                double x = MARGIN + (WIDTH - 2.0 * MARGIN) * entry.getValue().get(i).step() / steps;
                add(each, x, bottom - height * values[i] / most);
                add(means, x, bottom - height * meanAround(values, i) / most);
            }
            g.setStroke(new BasicStroke(1));
            g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), 90));
            g.draw(each);
            g.setStroke(new BasicStroke(3));
            g.setColor(color);
            g.draw(means);
            run++;
        }
    }

    private static void add(Path2D line, double x, double y) {
        if (line.getCurrentPoint() == null) {
            line.moveTo(x, y);
        } else {
            line.lineTo(x, y);
        }
    }

    /**
     * The mean of a value and of up to {@value #AROUND} on either side: questions differ from step
     * to step.
     */
    private static double meanAround(double[] values, int index) {
        int from = Math.max(0, index - AROUND);
        int to = Math.min(values.length, index + AROUND + 1);
        return Arrays.stream(values, from, to).average().orElse(0);
    }
}
