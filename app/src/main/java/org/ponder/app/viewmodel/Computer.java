package org.ponder.app.viewmodel;

import java.io.IOException;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.ponder.app.models.Bandwidth;
import org.ponder.app.models.Machine;

/** What this computer can run, looked at once and told to people. */
final class Computer {
    private static final long UNKNOWN = -1;

    private final LibraryParts parts;
    private final Workspace workspace;
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private volatile @Nullable Look known;

    /**
     * What was seen of it.
     *
     * @param machine memory and processor
     * @param bandwidth of its memory, in bytes a second; 0 where it could not be measured yet
     * @param freeBytes of the disk that models are on; negative where that is not known
     */
    record Look(Machine machine, double bandwidth, long freeBytes) {}

    Computer(LibraryParts parts, Workspace workspace) {
        this.parts = parts;
        this.workspace = workspace;
    }

    /**
     * Looks at it, beside the window: measuring takes a moment.
     *
     * @param busy whether a reply is made: a measurement would come out low and is left
     */
    Look look(boolean busy) {
        Look before = known;
        Machine machine = before == null ? Machine.here() : before.machine();
        double bandwidth =
                before != null && before.bandwidth() > 0
                        ? before.bandwidth()
                        : measure(machine, busy);
        return new Look(machine, bandwidth, free());
    }

    private double measure(Machine machine, boolean busy) {
        if (busy) {
            return Bandwidth.known(parts.measured(), machine).orElse(0);
        }
        try {
            return Bandwidth.bytesPerSecond(parts.measured(), machine);
        } catch (IOException unknown) {
            return 0;
        }
    }

    private long free() {
        try {
            return Machine.freeBytes(parts.models().folder());
        } catch (IOException unknown) {
            return UNKNOWN;
        }
    }

    /** Takes note of what was seen, on the window's thread. */
    void know(Look look) {
        known = look;
        retell();
    }

    /** Whether it was looked at. */
    boolean isKnown() {
        return known != null;
    }

    /** Says in the language of now what was seen. */
    void retell() {
        Look look = known;
        if (look != null) {
            Texts texts = workspace.texts();
            text.set(
                    texts.format(
                            "library.machine",
                            ByteSizes.text(texts, look.machine().memoryBytes()),
                            look.machine().cores(),
                            look.machine().vectorBits(),
                            look.bandwidth() > 0
                                    ? sized("library.machine.speed", (long) look.bandwidth())
                                    : "",
                            look.freeBytes() == UNKNOWN
                                    ? ""
                                    : sized("library.machine.disk", look.freeBytes())));
        }
    }

    private String sized(String key, long bytes) {
        Texts texts = workspace.texts();
        return texts.format(key, ByteSizes.text(texts, bytes));
    }

    /** The computer, for people; empty until it was looked at. */
    ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }
}
