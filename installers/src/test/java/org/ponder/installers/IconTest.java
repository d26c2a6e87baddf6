package org.ponder.installers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each system's icon file is what its specification says, and holds the same picture. */
final class IconTest {
    private static final String WINDOW_ICON = "../ui-resources/src/main/resources/org/ponder/ui/";

    @TempDir Path folder;

    @Test
    void theWindowShowsTheIconOfThePackages() throws IOException {
        BufferedImage window = ImageIO.read(Path.of(WINDOW_ICON, "ponder.png").toFile());
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(Icon.png(256)));
        assertArrayEquals(
                drawn.getRGB(0, 0, 256, 256, null, 0, 256),
                window.getRGB(0, 0, 256, 256, null, 0, 256));
    }

    @Test
    void eachEntryOfTheWindowsIconIsAPictureOfItsSize() throws IOException {
        byte[] file = Files.readAllBytes(Icon.file(folder, TargetSystem.WINDOWS));
        ByteBuffer head = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0, head.getShort(0));
        assertEquals(1, head.getShort(2));
        int count = head.getShort(4);
        int end = 6 + 16 * count;
        for (int i = 0; i < count; i++) {
            int entry = 6 + 16 * i;
            int side = file[entry] == 0 ? 256 : file[entry];
            int length = head.getInt(entry + 8);
            int offset = head.getInt(entry + 12);
            assertEquals(end, offset, "pictures follow each other");
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(file, offset, length));
            assertNotNull(picture);
            assertEquals(side, picture.getWidth());
            end = offset + length;
        }
        assertEquals(file.length, end);
    }

    @Test
    void theChunksOfTheMacIconFillIt() throws IOException {
        byte[] file = Files.readAllBytes(Icon.file(folder, TargetSystem.MACOS));
        ByteBuffer data = ByteBuffer.wrap(file);
        assertEquals("icns", new String(file, 0, 4, StandardCharsets.US_ASCII));
        assertEquals(file.length, data.getInt(4));
        int at = 8;
        while (at < file.length) {
            int length = data.getInt(at + 4);
            assertNotNull(ImageIO.read(new ByteArrayInputStream(file, at + 8, length - 8)));
            at += length;
        }
        assertEquals(file.length, at);
    }
}
