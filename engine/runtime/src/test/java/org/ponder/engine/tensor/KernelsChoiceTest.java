package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ponder.engine.ChildJava;

/** Where vectors cannot be used, the scalar kernels are, and one sentence says why. */
class KernelsChoiceTest {
    @Test
    void vectorsOfAnotherSizeAreToldOfAndNotUsed() throws Exception {
        assertScalar("64 bits", "--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=8");
    }

    @Test
    void anAbsentVectorModuleIsToldOf() throws Exception {
        assertScalar("without --add-modules");
    }

    private static void assertScalar(String reason, String... options) throws Exception {
        List<String> lines = ChildJava.run(List.of(options), Choice.class);
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains(reason) && lines.get(0).endsWith("."), lines.get(0));
        assertEquals("scalar", lines.get(1));
    }

    /** Tells notices, then the kernels. */
    static final class Choice {
        private Choice() {}

        public static void main(String[] arguments) {
            Kernels kernels = Kernels.best(System.out::println);
            System.out.println(kernels.description());
        }
    }
}
