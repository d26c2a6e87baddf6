package org.ponder.engine.trainer.model;

/** Whether this build has PyTorch, which the Maven profile {@code train} brings. */
public final class PyTorch {
    private PyTorch() {}

    public static boolean present() {
        try {
            Class.forName("ai.djl.pytorch.engine.PtEngineProvider");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
