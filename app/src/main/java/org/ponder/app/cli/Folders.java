package org.ponder.app.cli;

import java.nio.file.Path;

/** Where Ponder keeps its files. */
final class Folders {

    private Folders() {}

    /** Unpacked and downloaded models. */
    static Path models() {
        return Path.of(System.getProperty("user.home", ""), ".local", "share", "ponder", "models");
    }
}
