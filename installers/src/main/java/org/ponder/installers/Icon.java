package org.ponder.installers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Draws Ponder's icon, a thought that rises from a pebble, and writes it as each system wants it.
 */
final class Icon {
    private static final int[] WINDOWS_SIZES = {16, 24, 32, 48, 64, 256};

    private Icon() {}

    /** Writes the icon for a system into a folder. */
    static Path file(Path folder, TargetSystem system) throws IOException {
        Path file = Files.createDirectories(folder).resolve("Ponder." + system.iconEnding());
        byte[] bytes =
                switch (system) {
                    case LINUX -> png(256);
                    case MACOS -> icns();
                    case WINDOWS -> ico();
                };
        return Files.write(file, bytes);
    }

    /** The icon as a picture of so many pixels a side. */
    static byte[] png(int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture(size), "png", bytes);
        return bytes.toByteArray();
    }

    private static BufferedImage picture(int size) {
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.scale(size / 64.0, size / 64.0);
        g.setPaint(new GradientPaint(0, 2, new Color(0x14857d), 0, 62, new Color(0x0a4f4b)));
        g.fill(new RoundRectangle2D.Double(2, 2, 60, 60, 28, 28));
        g.setColor(new Color(0xf4fbfa));
        g.fill(pebble());
        g.setColor(new Color(0x9fd8d2));
        g.fill(new Ellipse2D.Double(25, 28, 5, 5));
        g.setStroke(new BasicStroke(3.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(new RoundRectangle2D.Double(30, 11, 20, 14, 13, 13));
        g.dispose();
        return image;
    }

    private static Path2D pebble() {
        Path2D stone = new Path2D.Double();
        stone.moveTo(12, 47);
        stone.curveTo(12, 39, 22, 35.5, 32, 36);
        stone.curveTo(43, 36.5, 52, 41, 52, 47);
        stone.curveTo(52, 53, 42, 54, 32, 54);
        stone.curveTo(21, 54, 12, 53, 12, 47);
        stone.closePath();
        return stone;
    }

    /** Apple's icon file: a length-prefixed chunk of PNG for each size. */
    private static byte[] icns() throws IOException {
        String[] kinds = {"ic07", "ic08", "ic09", "ic10"};
        int[] sizes = {128, 256, 512, 1024};
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(chunks);
        for (int i = 0; i < kinds.length; i++) {
            byte[] png = png(sizes[i]);
            out.write(kinds[i].getBytes(StandardCharsets.US_ASCII));
            out.writeInt(png.length + 8);
            out.write(png);
        }
        ByteBuffer head = ByteBuffer.allocate(8);
        head.put("icns".getBytes(StandardCharsets.US_ASCII)).putInt(chunks.size() + 8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.array());
        chunks.writeTo(all);
        return all.toByteArray();
    }

    /** Windows' icon file: a directory of 16 bytes an entry, then the PNG of each size. */
    private static byte[] ico() throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        for (int size : WINDOWS_SIZES) {
            pictures.add(png(size));
        }
        int offset = 6 + 16 * pictures.size();
        ByteBuffer head = ByteBuffer.allocate(offset).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0).putShort((short) 1).putShort((short) pictures.size());
        for (int i = 0; i < pictures.size(); i++) {
            byte side = (byte) WINDOWS_SIZES[i]; // 256 is written as 0
            head.put(side).put(side).putShort((short) 0).putShort((short) 1).putShort((short) 32);
            head.putInt(pictures.get(i).length).putInt(offset);
            offset += pictures.get(i).length;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head.array());
        for (byte[] picture : pictures) {
            all.write(picture);
        }
        return all.toByteArray();
    }
}
