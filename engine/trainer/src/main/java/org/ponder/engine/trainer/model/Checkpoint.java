package org.ponder.engine.trainer.model;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Where training stands.
 *
 * @param step steps done
 * @param weights of the model
 * @param optimizer what it remembers
 */
public record Checkpoint(int step, ModelWeights weights, AdamW.State optimizer) {
    private static final int MAGIC = 0x50424c43; // PBLC
    private static final int VERSION = 1;

    /** Writes it whole, with a checksum, onto the disk. */
    void write(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            CheckedOutputStream checked =
                    new CheckedOutputStream(
                            new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 20),
                            new CRC32());
            DataOutputStream out = new DataOutputStream(checked);
            ModelShape shape = weights.shape();
            for (int value :
                    new int[] {
                        MAGIC,
                        VERSION,
                        shape.layers(),
                        shape.width(),
                        shape.heads(),
                        shape.feedForward(),
                        shape.context(),
                        step,
                        optimizer.steps()
                    }) {
                out.writeInt(value);
            }
            write(weights, out);
            write(optimizer.means(), out);
            write(optimizer.squares(), out);
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
            channel.force(true);
        }
    }

    /**
     * Reads one.
     *
     * @throws IOException if it is not whole, with one sentence
     */
    static Checkpoint read(Path file) throws IOException {
        try (InputStream opened = Files.newInputStream(file)) {
            CheckedInputStream checked =
                    new CheckedInputStream(new BufferedInputStream(opened, 1 << 20), new CRC32());
            DataInputStream in = new DataInputStream(checked);
            if (in.readInt() != MAGIC || in.readInt() != VERSION) {
                throw new IOException("it is not a checkpoint of this version");
            }
            ModelShape shape =
                    new ModelShape(
                            in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
            long expected = 44 + 3 * Float.BYTES * shape.size();
            if (Files.size(file) != expected) {
                throw new IOException(
                        "it has " + Files.size(file) + " bytes instead of " + expected);
            }
            int step = in.readInt();
            int optimizerSteps = in.readInt();
            ModelWeights weights = read(shape, in);
            ModelWeights means = read(shape, in);
            ModelWeights squares = read(shape, in);
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum) {
                throw new IOException("its checksum does not fit its bytes");
            }
            return new Checkpoint(step, weights, new AdamW.State(optimizerSteps, means, squares));
        } catch (EOFException e) {
            throw new IOException("The checkpoint " + file + " is damaged: it ends early.", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    "The checkpoint " + file + " is damaged: " + e.getMessage() + ".", e);
        }
    }

    private static void write(ModelWeights weights, OutputStream out) throws IOException {
        for (ModelShape.Parameter parameter : weights.shape().parameters()) {
            float[] values = weights.of(parameter.name());
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            out.write(bytes.array());
        }
    }

    private static ModelWeights read(ModelShape shape, DataInputStream in) throws IOException {
        ModelWeights weights = new ModelWeights(shape);
        for (ModelShape.Parameter parameter : shape.parameters()) {
            byte[] bytes = new byte[parameter.size() * Float.BYTES];
            in.readFully(bytes);
            ByteBuffer.wrap(bytes).asFloatBuffer().get(weights.of(parameter.name()));
        }
        return weights;
    }

    /** Bytes that a checkpoint of a model of this shape takes. */
    static long bytes(ModelShape shape) {
        return 44 + 3 * Float.BYTES * shape.size();
    }
}
