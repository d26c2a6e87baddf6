package org.ponder.engine.tensor;

import java.util.function.Consumer;

/** Picks the kernels of this machine. */
final class KernelsProvider {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private KernelsProvider() {}

    static Kernels best(Consumer<String> notice) {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
            notice.accept(
                    "Java was started without --add-modules "
                            + VECTOR_MODULE
                            + ", so Ponder computes without vector instructions and is slow.");
            return new ScalarKernels();
        }
        return VectorChoice.best(notice);
    }

    /** Apart, so that nothing of the vector module is linked where it is absent. */
    private static final class VectorChoice {
        private VectorChoice() {}

        static Kernels best(Consumer<String> notice) {
            if (!Lanes.usable()) {
                notice.accept(
                        "This processor's vectors have a size Ponder does not know ("
                                + Lanes.FLOATS.vectorBitSize()
                                + " bits), so it computes without them and is slow.");
                return new ScalarKernels();
            }
            return new VectorKernels();
        }
    }
}
