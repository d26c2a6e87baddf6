package org.ponder.app.view;

import javafx.scene.AccessibleRole;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.ponder.app.formula.Formula;

/**
 * A formula among words, standing on their line. Its source is a text that the stylesheet dresses
 * like the words around it: it gives the formula its size and colour, and is what is seen until the
 * formula is drawn.
 */
final class FormulaNode extends Region {
    /** A text has this colour until a stylesheet has been applied to it. */
    private static final Paint UNDRESSED = Color.BLACK;

    private final String written;
    private final FormulaImages images;
    private final Runnable cannot;
    private final Text source;
    private final ImageView view = new ImageView();
    private double available = Double.MAX_VALUE;
    private @Nullable Formula wanted;
    private double scale = 1;
    private double baseline;
    private double naturalWidth;
    private double naturalHeight;

    /**
     * @param cannot called where the formula cannot be drawn
     */
    FormulaNode(String written, FormulaImages images, Runnable cannot) {
        this.written = written;
        this.images = images;
        this.cannot = cannot;
        source = new Text(written.strip());
        source.getStyleClass().addAll("words", "formula-source");
        source.setManaged(false);
        source.fillProperty().subscribe(this::requestLayout);
        source.fontProperty().subscribe(this::requestLayout);
        view.setManaged(false);
        getStyleClass().add("formula");
        getChildren().addAll(source, view);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(written);
    }

    /** The most width there is; a wider formula is drawn smaller. */
    void setAvailable(double width) {
        available = Math.max(40, width);
    }

    /** The width at which it is at its usual size; 0 while it is not drawn. */
    double naturalWidth() {
        look();
        return naturalWidth;
    }

    /** Asks for the picture that fits the stylesheet of the moment. */
    private void look() {
        Scene scene = getScene();
        Paint fill = source.getFill();
        if (scene == null || UNDRESSED.equals(fill) || !(fill instanceof Color color)) {
            return;
        }
        scale = scene.getWindow() == null ? 1 : scene.getWindow().getRenderScaleX();
        Formula now =
                Formula.of(
                        written,
                        new Formula.Look(
                                (float) (source.getFont().getSize() * scale), argb(color)));
        if (!now.equals(wanted)) {
            wanted = now;
            show(images.find(now, picture -> drawn(now, picture)));
        }
    }

    private void drawn(Formula formula, FormulaImages.Picture picture) {
        if (formula.equals(wanted)) {
            show(picture);
            requestLayout();
        }
    }

    private void show(FormulaImages.@Nullable Picture picture) {
        if (picture == null) {
            return;
        }
        Image image = picture.image();
        if (image == null) {
            cannot.run();
            return;
        }
        source.setVisible(false);
        view.setImage(image);
        naturalWidth = image.getWidth() / scale;
        naturalHeight = image.getHeight() / scale;
        baseline = picture.baseline() / scale;
    }

    private static int argb(Color color) {
        return (int) Math.round(color.getOpacity() * 255) << 24
                | (int) Math.round(color.getRed() * 255) << 16
                | (int) Math.round(color.getGreen() * 255) << 8
                | (int) Math.round(color.getBlue() * 255);
    }

    private double fit() {
        return Math.min(1, available / naturalWidth);
    }

    private boolean isDrawn() {
        return view.getImage() != null;
    }

    private void wrapSource() {
        source.setWrappingWidth(0);
        if (source.getLayoutBounds().getWidth() > available) {
            source.setWrappingWidth(available);
        }
    }

    @Override
    public double getBaselineOffset() {
        look();
        return isDrawn() ? baseline * fit() : source.getBaselineOffset();
    }

    @Override
    protected double computePrefWidth(double height) {
        look();
        if (isDrawn()) {
            return naturalWidth * fit();
        }
        wrapSource();
        return source.getLayoutBounds().getWidth();
    }

    @Override
    protected double computePrefHeight(double width) {
        look();
        if (isDrawn()) {
            return naturalHeight * fit();
        }
        wrapSource();
        return source.getLayoutBounds().getHeight();
    }

    @Override
    protected double computeMinWidth(double height) {
        return computePrefWidth(height);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        look();
        if (isDrawn()) {
            view.setFitWidth(naturalWidth * fit());
            view.setFitHeight(naturalHeight * fit());
            view.setSmooth(fit() < 1);
            view.relocate(0, 0);
        } else {
            source.relocate(0, 0);
        }
    }
}
