package org.ponder.app.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ponder.engine.prompt.ChatTemplate;

/** A chat template that the user named: one of Ponder's own, or a file. */
final class TemplateFile {
    private TemplateFile() {}

    /** The template's text. */
    static String source(String nameOrFile) throws IOException {
        Optional<String> builtIn = ChatTemplate.builtInSource(nameOrFile);
        if (builtIn.isPresent()) {
            return builtIn.get();
        }
        Path file = Path.of(nameOrFile);
        if (!Files.exists(file)) {
            throw new UserMistake(
                    "There is no file "
                            + nameOrFile
                            + ": name a template's file, or one of Ponder's own, "
                            + String.join(", ", ChatTemplate.builtInNames())
                            + ".");
        }
        try {
            return Files.readString(ModelFile.existing(file));
        } catch (MalformedInputException e) {
            throw new UserMistake("The template " + file + " is not UTF-8 text.", e);
        }
    }
}
