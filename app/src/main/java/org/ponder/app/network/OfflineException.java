package org.ponder.app.network;

import java.io.IOException;

/** Ponder is offline, because the user wants it to be. */
public final class OfflineException extends IOException {
    private static final long serialVersionUID = 1;

    OfflineException() {
        super("Ponder is offline: allow it to use the network first.");
    }
}
