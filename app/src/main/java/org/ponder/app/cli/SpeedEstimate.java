package org.ponder.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.ponder.app.models.Bandwidth;
import org.ponder.app.models.Machine;
import org.ponder.engine.transformer.WeightBytes;

/**
 * How many tokens per second a model can give here at most: a token reads the weights it needs
 * once, from memory, or from the disk what of them does not fit.
 */
final class SpeedEstimate {
    private static final double WEIGHTS_SHARE = 0.7;

    private SpeedEstimate() {}

    /** The estimate as values for JSON, with what it is made of. */
    static Map<String, Object> of(WeightBytes weights, Path file) throws IOException {
        Machine machine = Machine.here();
        return of(
                weights,
                (long) (WEIGHTS_SHARE * machine.memoryBytes()),
                (long) Bandwidth.measure(machine),
                DiskSpeed.of(file));
    }

    /**
     * The same, of a machine.
     *
     * @param room bytes of memory that weights may take
     * @param memory bytes per second
     * @param disk bytes per second, where it is known
     */
    static Map<String, Object> of(WeightBytes weights, long room, long memory, OptionalLong disk) {
        long fromDisk = fromDisk(weights, room);
        double seconds = (double) weights.perToken() / memory;
        double reading = disk.isPresent() ? (double) fromDisk / disk.getAsLong() : 0;
        Map<String, Object> estimate = new LinkedHashMap<>();
        estimate.put("memory_bandwidth_bytes", memory);
        disk.ifPresent(speed -> estimate.put("disk_bandwidth_bytes", speed));
        estimate.put("token_reads_bytes", weights.perToken());
        estimate.put("token_reads_from_disk_bytes", fromDisk);
        if (fromDisk == 0 || disk.isPresent()) {
            estimate.put(
                    "tokens_per_second_at_most", Math.round(100 / (seconds + reading)) / 100.0);
        }
        estimate.put("bound_by", fromDisk > 0 && reading >= seconds ? "disk" : "memory");
        return estimate;
    }

    /** Where experts are drawn evenly, those in memory serve their share. */
    private static long fromDisk(WeightBytes weights, long room) {
        long left = room - weights.always();
        if (weights.experts() > 0 && left >= 0) {
            double missing = Math.max(0, 1 - (double) left / weights.experts());
            return (long) (missing * weights.expertsUsed());
        }
        // Weights that all tokens need go through memory one after the other: none is there when
        // it is needed again.
        return left >= 0 ? 0 : weights.perToken();
    }
}
