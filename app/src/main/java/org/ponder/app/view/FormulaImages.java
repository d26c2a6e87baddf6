package org.ponder.app.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import org.ponder.app.formula.Formula;
import org.ponder.app.formula.FormulaImage;
import org.ponder.app.formula.FormulaRenderer;

/** The formulas that were drawn lately; asking for another never waits. On the window's thread. */
final class FormulaImages {
    /**
     * What is kept: 6 MiB of pixels, some screens full, and as much again where JavaFX draws in
     * software. What is in sight has its picture anyway.
     */
    private static final long MOST_PIXELS = 1_500_000;

    private static final int MOST_ENTRIES = 4000;

    /** A drawn formula; without an image where it cannot be drawn. */
    record Picture(@Nullable Image image, double baseline) {
        static final Picture NONE = new Picture(null, 0);

        long pixels() {
            return image == null ? 0 : (long) (image.getWidth() * image.getHeight());
        }
    }

    private record Outcome(Formula formula, @Nullable FormulaImage image) {}

    private final FormulaRenderer renderer = new FormulaRenderer();
    private final LinkedHashMap<Formula, Picture> drawn = new LinkedHashMap<>(64, 0.75f, true);
    private final Map<Formula, List<Consumer<Picture>>> asked = new HashMap<>();
    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean taking = new AtomicBoolean();
    private long pixels;

    /** The formula's picture where it was drawn already; otherwise it is drawn and told about. */
    @Nullable Picture find(Formula formula, Consumer<Picture> whenDrawn) {
        Picture picture = drawn.get(formula);
        if (picture != null) {
            return picture;
        }
        List<Consumer<Picture>> waiting = asked.get(formula);
        if (waiting != null) {
            waiting.add(whenDrawn);
            return null;
        }
        asked.put(formula, new ArrayList<>(List.of(whenDrawn)));
        renderer.draw(
                formula,
                image -> {
                    outcomes.add(new Outcome(formula, image));
                    if (taking.compareAndSet(false, true)) {
                        Platform.runLater(this::take);
                    }
                });
        return null;
    }

    /** All that was drawn since the last frame comes in at once. */
    private void take() {
        taking.set(false);
        List<Runnable> told = new ArrayList<>();
        for (Outcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
            Picture picture = picture(outcome.image());
            drawn.put(outcome.formula(), picture);
            pixels += picture.pixels();
            List<Consumer<Picture>> waiting = asked.remove(outcome.formula());
            if (waiting != null) {
                waiting.forEach(each -> told.add(() -> each.accept(picture)));
            }
        }
        forget();
        told.forEach(Runnable::run);
    }

    private static Picture picture(@Nullable FormulaImage drawing) {
        if (drawing == null) {
            return Picture.NONE;
        }
        WritableImage image = new WritableImage(drawing.width(), drawing.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        drawing.width(),
                        drawing.height(),
                        PixelFormat.getIntArgbPreInstance(),
                        drawing.pixels(),
                        0,
                        drawing.width());
        return new Picture(image, drawing.baseline());
    }

    private void forget() {
        Iterator<Picture> oldest = drawn.values().iterator();
        while ((pixels > MOST_PIXELS || drawn.size() > MOST_ENTRIES) && oldest.hasNext()) {
            pixels -= oldest.next().pixels();
            oldest.remove();
        }
    }
}
