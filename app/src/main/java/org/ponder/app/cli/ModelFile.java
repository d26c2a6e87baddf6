package org.ponder.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks on files that the user names. */
final class ModelFile {

    private ModelFile() {}

    /** The file, which is there and is no folder. */
    static Path existing(Path file) {
        if (Files.isDirectory(file)) {
            throw new UserMistake(file + " is a folder: name a file in it.");
        }
        if (!Files.exists(file)) {
            throw new UserMistake("There is no file " + file + ".");
        }
        if (!Files.isReadable(file)) {
            throw new UserMistake("The file " + file + " may not be read.");
        }
        return file;
    }
}
