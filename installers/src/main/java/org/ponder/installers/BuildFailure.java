package org.ponder.installers;

/** A package could not be built; the message is one sentence for whoever builds it. */
final class BuildFailure extends Exception {
    private static final long serialVersionUID = 1L;

    BuildFailure(String sentence) {
        super(sentence);
    }
}
