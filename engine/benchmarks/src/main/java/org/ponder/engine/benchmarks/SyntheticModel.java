package org.ponder.engine.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.gguf.GgufWriter;

/**
 * Writes a model of random weights with the shapes of a real one, and its types but for the output
 * of Q4_0 ({@link QuantizationMix}). It decodes as fast as a real one of these types, and nothing
 * is downloaded.
 */
public final class SyntheticModel {
    private SyntheticModel() {}

    /**
     * Runs from a command line.
     *
     * @param args the shape, the type and the file to write
     */
    public static void main(String[] args) {
        ModelShape shape = args.length == 3 ? ModelShape.published().get(args[0]) : null;
        QuantizationMix mix = args.length == 3 ? mix(args[1]) : null;
        if (shape == null || mix == null) {
            System.err.println(usage());
            System.exit(2);
            return;
        }
        long start = System.nanoTime();
        Path out = Path.of(args[2]);
        try {
            write(shape, mix, "synthetic " + args[0] + " " + args[1], out);
            double seconds = (System.nanoTime() - start) / 1e9;
            double gigabytes = out.toFile().length() / 1e9;
            System.out.printf(Locale.ROOT, "%s: %.2f GB in %.1f s%n", out, gigabytes, seconds);
        } catch (IOException e) {
            System.err.println("The model cannot be written to " + out + ": " + e.getMessage());
            System.exit(1);
        }
    }

    /** Writes a model of this shape. */
    static void write(ModelShape shape, QuantizationMix mix, String name, Path out)
            throws IOException {
        GgufWriter writer = new GgufWriter();
        ModelFile file = new ModelFile(writer, shape.architecture(), mix);
        file.name(name);
        if (shape.architecture().equals("deepseek2")) {
            DeepSeekModel.describe(shape, file);
        } else {
            DenseModel.describe(shape, file);
        }
        writer.write(out);
    }

    private static @Nullable QuantizationMix mix(String name) {
        for (QuantizationMix mix : QuantizationMix.values()) {
            if (mix.name().equals(name)) {
                return mix;
            }
        }
        return null;
    }

    private static String usage() {
        return "usage: SyntheticModel SHAPE TYPE OUT.gguf\nSHAPE  "
                + String.join(" | ", ModelShape.published().keySet())
                + "\nTYPE   "
                + Arrays.stream(QuantizationMix.values())
                        .map(Enum::name)
                        .collect(Collectors.joining(" | "));
    }
}
