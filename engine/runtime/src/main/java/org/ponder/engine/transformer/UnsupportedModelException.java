package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.List;
import org.ponder.engine.gguf.SafeText;

/**
 * A well-formed file of an architecture that Ponder does not know. The message names it and those
 * that are known.
 */
public final class UnsupportedModelException extends IOException {
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
                        + SafeText.name(architecture)
                        + "', which Ponder does not know; it runs "
                        + String.join(", ", known)
                        + ".");
        this.architecture = SafeText.name(architecture);
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
}
