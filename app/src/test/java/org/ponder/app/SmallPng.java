package org.ponder.app;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Writes a picture of the window with the 256 colours that it has most, at full compression. */
final class SmallPng {
    private static final int COLOURS = 256;

    private SmallPng() {}

    static void write(WritableImage image, Path file) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        PixelReader pixels = image.getPixelReader();
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                counts.merge(pixels.getArgb(x, y), 1, Integer::sum);
            }
        }
        List<Integer> palette =
                counts.entrySet().stream()
                        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                        .limit(COLOURS)
                        .map(Map.Entry::getKey)
                        .toList();
        Map<Integer, Integer> places = new HashMap<>();
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        BufferedImage small =
                new BufferedImage(
                        width,
                        height,
                        BufferedImage.TYPE_BYTE_INDEXED,
                        new IndexColorModel(8, colours.length, colours, 0, false, -1, 0));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int place =
                        places.computeIfAbsent(
                                pixels.getArgb(x, y), colour -> nearest(colours, colour));
                small.getRaster().setSample(x, y, 0, place);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam most = writer.getDefaultWriteParam();
        most.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        most.setCompressionQuality(0);
        File target = file.toFile();
        if (target.exists() && !target.delete()) {
            throw new IllegalStateException("Cannot replace " + file);
        }
        try (ImageOutputStream out = ImageIO.createImageOutputStream(target)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(small, null, null), most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }

    private static int nearest(int[] colours, int wanted) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length && least > 0; i++) {
            int far = 0;
            for (int shift = 0; shift < 24; shift += 8) {
                int difference = (colours[i] >> shift & 255) - (wanted >> shift & 255);
                far += difference * difference;
            }
            if (far < least) {
                least = far;
                best = i;
            }
        }
        return best;
    }
}
