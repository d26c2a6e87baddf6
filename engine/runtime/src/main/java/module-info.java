/**
 * Ponder's engine: runs GGUF reasoning models in pure Java and reports their thoughts and answers
 * as events.
 */
@org.jspecify.annotations.NullMarked
module org.ponder.engine {
    requires static transitive org.jspecify;
    // Optional at run time: without it the scalar kernels are used.
    requires static jdk.incubator.vector;
    // Optional at run time: tells how much memory the machine has.
    requires static jdk.management;

    exports org.ponder.engine.gguf;
    exports org.ponder.engine.tensor;
    exports org.ponder.engine.tokenizer;
    exports org.ponder.engine.prompt;
    exports org.ponder.engine.transformer;
    exports org.ponder.engine.sampling;
    exports org.ponder.engine.reply;
    exports org.ponder.engine.chat;
}
