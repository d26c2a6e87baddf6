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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;

/** Draws reward and thought length over the steps of runs, one above the other. */
final class Plot {
    private static final int WIDTH = 900;
    private static final int PANEL = 320;
    private static final int MARGIN = 60;
    private static final Color[] COLORS = {new Color(0x2563eb), new Color(0xd97706)};

    private Plot() {}

    static void draw(Map<String, List<Progress.Point>> runs, Path file) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, 2 * PANEL, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, WIDTH, 2 * PANEL);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        panel(g, 0, "Mean reward", runs, Progress.Point::reward);
        panel(
                g,
                PANEL,
                "Mean length of the thought, in tokens",
                runs,
                Progress.Point::thoughtTokens);
        g.dispose();
        ImageIO.write(image, "png", file.toFile());
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
        g.drawString("0", MARGIN - 16, bottom);
        g.drawString(
                String.format(Locale.ROOT, most < 10 ? "%.2f" : "%.0f", most),
                10,
                bottom - height + 10);
        g.drawString("step " + steps, WIDTH - MARGIN - 60, bottom + 16);
        int run = 0;
        for (Map.Entry<String, List<Progress.Point>> entry : runs.entrySet()) {
            g.setColor(COLORS[run % COLORS.length]);
            g.drawString(entry.getKey(), WIDTH - 4 * MARGIN, top + 20 + 18 * run);
            g.setStroke(new BasicStroke(2));
            Path2D line = new Path2D.Double();
            boolean first = true;
            for (Progress.Point point : entry.getValue()) {
                double x = MARGIN + (WIDTH - 2.0 * MARGIN) * point.step() / steps;
                double y = bottom - height * value.applyAsDouble(point) / most;
                if (first) {
                    line.moveTo(x, y);
                } else {
                    line.lineTo(x, y);
                }
                first = false;
            }
            g.draw(line);
            run++;
        }
    }
}
