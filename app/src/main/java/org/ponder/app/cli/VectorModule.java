package org.ponder.app.cli;

/**
 * Makes Java's vector module available without {@code --add-modules}, which would print a warning
 * on standard error at every start and keep Java from using its prepared module graph (some 40 ms).
 *
 * <p>Java's compiler takes vector code for what it is only where it was told at the start: by the
 * module on the command line, or by {@code -XX:+EnableVectorSupport}, which the launcher gives.
 *
 * <p>Java has no public way to resolve a system module later. The method used here is what it uses
 * itself when a management agent is attached to a running program; the jar's manifest exports the
 * package. Where that fails the engine computes without vectors, and says so.
 */
final class VectorModule {

    private VectorModule() {}

    /**
     * Resolves the module, if this Java has it and it is not resolved yet. Not while classes are
     * recorded for an ahead-of-time cache: Java cannot write those of a module that came later.
     */
    static void load() {
        if (Main.isRecorded()
                || ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            return;
        }
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, "jdk.incubator.vector");
        } catch (ReflectiveOperationException | RuntimeException absent) {
            // The engine's kernels say what follows from it.
            return;
        }
    }
}
