package org.ponder.engine.transformer;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.GgufTensor;
import org.ponder.engine.tensor.Dequantizer;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Matrix;
import org.ponder.engine.tensor.TilePool;

/**
 * Takes tensors out of a file by name, with the shape the model needs, ready for use. Anything that
 * does not fit is an error that names the tensor, what was expected and what was found.
 */
final class Weights {
    private final GgufFile file;
    private final Kernels kernels;
    private final TilePool tiles;
    private final DoubleConsumer progress;
    private final float epsilon;
    private final ExpertMemory experts;
    private long bytesTaken;

    /**
     * @param tiles memory of the matrices
     * @param epsilon of the norms
     * @param experts keeps those of all layers within a limit
     * @param progress receives the share of the file's bytes taken so far, 0 to 1
     */
    Weights(
            GgufFile file,
            Kernels kernels,
            TilePool tiles,
            float epsilon,
            ExpertMemory experts,
            DoubleConsumer progress) {
        this.file = file;
        this.kernels = kernels;
        this.tiles = tiles;
        this.epsilon = epsilon;
        this.experts = experts;
        this.progress = progress;
    }

    /** Keeps the experts of all layers within a limit. */
    ExpertMemory experts() {
        return experts;
    }

    /** The metadata of the file's architecture. */
    Keys keys() throws GgufFormatException {
        return Keys.of(file.metadata());
    }

    boolean has(String tensor) {
        return file.tensor(tensor).isPresent();
    }

    /** Fails where one of these is missing, though the model could be put together without it. */
    void require(String prefix, String... names) throws IOException {
        for (String name : names) {
            file.requireTensor(prefix + name);
        }
    }

    /** Fails where the file has one of these, which the model would have to be computed with. */
    void refuse(String prefix, String... names) throws IOException {
        for (String name : names) {
            if (has(prefix + name)) {
                throw fault(
                        prefix + name,
                        "The file has factors for a tensor that Ponder cannot compute with factors"
                                + " yet: use another file of the model");
            }
        }
    }

    /**
     * NAME.weight [rows][columns], and where the file has them NAME.scale [1] and NAME.bias [rows].
     */
    Linear linear(String name, int rows, int columns) throws IOException {
        Matrix weight = matrix(name + ".weight", rows, columns);
        String bias = name + ".bias";
        return new Linear(weight, scales(name, 1)[0], has(bias) ? vector(bias, rows) : null);
    }

    /**
     * The maps of NAME.weight [count][rows][columns], and where the file has them NAME.scale
     * [count] and NAME.bias [count][rows].
     */
    Linear[] linears(String name, int count, int rows, int columns) throws IOException {
        Matrix[] weights = matrices(name + ".weight", count, rows, columns);
        float[] scales = scales(name, count);
        String bias = name + ".bias";
        float[][] biases = has(bias) ? vectors(bias, count, rows) : new float[count][];
        Linear[] maps = new Linear[count];
        for (int i = 0; i < count; i++) {
            maps[i] = new Linear(weights[i], scales[i], biases[i]);
        }
        return maps;
    }

    /** What weights of NVFP4 must be multiplied by: its blocks hold no scale of the whole. */
    private float[] scales(String name, int count) throws IOException {
        if (has(name + ".scale")) {
            return vector(name + ".scale", count);
        }
        float[] none = new float[count];
        Arrays.fill(none, 1f);
        return none;
    }

    /** NAME.weight [width]. */
    Norm norm(String name, int width) throws IOException {
        return new Norm(vector(name + ".weight", width), epsilon);
    }

    Matrix matrix(String tensor, int rows, int columns) throws IOException {
        GgufTensor found = shaped(tensor, columns, rows);
        return take(found, tensor, rows, columns, found.data());
    }

    /**
     * Some rows of a tensor that holds several matrices one below the other.
     *
     * @param totalRows of the tensor
     * @param firstRow where this one starts
     */
    Matrix rows(String tensor, int totalRows, int firstRow, int rows, int columns)
            throws IOException {
        GgufTensor found = shaped(tensor, columns, totalRows);
        long rowBytes = found.data().byteSize() / totalRows;
        return take(
                found,
                tensor + " from row " + firstRow,
                rows,
                columns,
                found.data().asSlice(firstRow * rowBytes, rows * rowBytes));
    }

    /**
     * The matrices that NAME.weight holds one below the other, computed together; multiplied by
     * NAME.scale [1] where the file has it.
     */
    LinearGroup stacked(String name, int columns, int... rows) throws IOException {
        float scale = scales(name, 1)[0];
        int total = Arrays.stream(rows).sum();
        Linear[] maps = new Linear[rows.length];
        int first = 0;
        for (int i = 0; i < rows.length; i++) {
            Matrix weight = rows(name + ".weight", total, first, rows[i], columns);
            maps[i] = new Linear(weight, scale, null);
            first += rows[i];
        }
        return new LinearGroup(maps);
    }

    /** The matrices of a tensor [count][rows][columns]. */
    Matrix[] matrices(String tensor, int count, int rows, int columns) throws IOException {
        GgufTensor found = shaped(tensor, columns, rows, count);
        long bytes = found.data().byteSize() / count;
        Matrix[] matrices = new Matrix[count];
        for (int i = 0; i < count; i++) {
            matrices[i] =
                    take(
                            found,
                            tensor + " of expert " + i,
                            rows,
                            columns,
                            found.data().asSlice(i * bytes, bytes));
        }
        return matrices;
    }

    /** A tensor [length] as floats. */
    float[] vector(String tensor, int length) throws IOException {
        return floats(shaped(tensor, length), length);
    }

    /** A tensor [rows][columns] as floats, one array per row. */
    float[][] vectors(String tensor, int rows, int columns) throws IOException {
        GgufTensor found = shaped(tensor, columns, rows);
        float[] all = floats(found, Math.multiplyExact(rows, columns));
        float[][] vectors = new float[rows][];
        for (int r = 0; r < rows; r++) {
            vectors[r] = Arrays.copyOfRange(all, r * columns, (r + 1) * columns);
        }
        return vectors;
    }

    /** The tensor itself, [rows][columns], where rows are looked up one at a time. */
    Embedding embedding(String tensor, int rows, int columns) throws IOException {
        return new Embedding(supported(shaped(tensor, columns, rows)), columns);
    }

    GgufFormatException fault(String tensor, String message) {
        return file.fault(tensor, message);
    }

    private float[] floats(GgufTensor tensor, int count) throws IOException {
        float[] values = new float[count];
        Dequantizer.dequantize(supported(tensor).type(), tensor.data(), 0, values, 0, count);
        return values;
    }

    private Matrix take(GgufTensor tensor, String name, int rows, int columns, MemorySegment data)
            throws IOException {
        Matrix matrix = kernels.matrix(name, supported(tensor).type(), rows, columns, data, tiles);
        bytesTaken += data.byteSize();
        progress.accept(Math.min(1.0, (double) bytesTaken / file.bytes()));
        return matrix;
    }

    private GgufTensor supported(GgufTensor tensor) throws IOException {
        GgmlType type = tensor.type();
        if (!Dequantizer.supports(type)) {
            throw file.fault(
                    tensor.name(),
                    "The tensor is of type " + type + ", which Ponder cannot compute with");
        }
        return tensor;
    }

    /** The tensor of this name, its shape checked; columns first. */
    private GgufTensor shaped(String name, long... expected) throws IOException {
        GgufTensor tensor = file.requireTensor(name);
        int dimensions = Math.max(expected.length, tensor.shape().size());
        for (int i = 0; i < dimensions; i++) {
            if (tensor.dimension(i) != (i < expected.length ? expected[i] : 1)) {
                throw file.fault(
                        name,
                        "The tensor must be "
                                + written(Arrays.stream(expected).boxed().toList())
                                + " and is "
                                + written(tensor.shape()));
            }
        }
        return tensor;
    }

    private static String written(List<Long> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(" × "));
    }
}
