package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.List;

/**
 * A well-formed file of an architecture that Ponder does not know. The message names it and those
 * that are known.
 */
public final class UnsupportedModelException extends IOException {
    private static final int MOST_CHARACTERS = 100;

    private final String architecture;
    private final List<String> known;

    /**
     * Makes one.
     *
     * @param architecture as the file names it
     * @param known those that Ponder runs
     */
    public UnsupportedModelException(String architecture, List<String> known) {
        super(
                "The model's architecture is '"
                        + shortened(architecture)
                        + "', which Ponder does not know; it runs "
                        + String.join(", ", known)
                        + ".");
        this.architecture = shortened(architecture);
        this.known = List.copyOf(known);
    }

    /** The architecture as the file names it. */
    public String architecture() {
        return architecture;
    }

    /** The architectures that Ponder runs. */
    public List<String> known() {
        return known;
    }

    /** A file may say anything. */
    private static String shortened(String name) {
        return name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS) + "…";
    }
}
