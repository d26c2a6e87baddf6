package org.ponder.engine.tensor;

import java.util.function.Consumer;

/** Picks the kernels of this machine. */
final class KernelsProvider {
    private KernelsProvider() {}

    static Kernels best(Consumer<String> notice) {
        notice.accept("The vector kernels are not there yet, so Ponder computes with plain loops.");
        return new ScalarKernels();
    }
}
