package org.ponder.engine.tensor;

import java.util.function.Consumer;
import jdk.incubator.vector.FloatVector;

/** Picks the kernels of this machine. */
final class KernelsProvider {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private KernelsProvider() {}

    static Kernels best(Consumer<String> notice, boolean plainAtFirst) {
        if (!vectorsReadable()) {
            notice.accept(
                    "Java was started without --add-modules "
                            + VECTOR_MODULE
                            + ", so Ponder computes without vector instructions and is slow.");
            return new ScalarKernels();
        }
        return VectorChoice.best(notice, plainAtFirst);
    }

    /** Asks for a class, since a launcher may resolve the module after Java has started. */
    private static boolean vectorsReadable() {
        Class<KernelsProvider> here = KernelsProvider.class;
        try {
            Class<?> vector =
                    Class.forName(VECTOR_MODULE + ".Vector", false, here.getClassLoader());
            return here.getModule().canRead(vector.getModule());
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /** Apart, so that nothing of the vector module is linked where it is absent. */
    private static final class VectorChoice {
        private VectorChoice() {}

        static Kernels best(Consumer<String> notice, boolean plainAtFirst) {
            // Not asked of Lanes: its shapes do not exist for every size.
            int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
            if (bits != 128 && bits != 256 && bits != 512) {
                notice.accept(
                        "This processor's vectors have a size Ponder does not know ("
                                + bits
                                + " bits), so it computes without them and is slow.");
                return new ScalarKernels();
            }
            return new VectorKernels(plainAtFirst);
        }
    }
}
