package org.ponder.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ponder.app.models.BundledModel;
import org.ponder.app.store.DataFolder;
import org.ponder.app.store.StoreException;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which model to load, and how. */
final class ModelChoice {
    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "A GGUF file (default: Pebble, which comes with Ponder).")
    private @Nullable Path model;

    @Option(
            names = "--drafts",
            paramLabel = "N",
            defaultValue = "0",
            description = {
                "Guess up to N tokens (0 to 4) from what was said before and verify them together;",
                "replies stay the same (default: 0)."
            })
    private int drafts;

    @Mixin private Threads threads;

    /** The model, loaded; the caller closes it. */
    LanguageModel load(Terminal terminal) throws IOException {
        if (drafts < 0 || drafts > 4) {
            throw new UserMistake("--drafts must be 0 to 4, not " + drafts + ".");
        }
        Path file = model != null ? ModelFile.existing(model) : bundled();
        return LanguageModel.load(
                file,
                LoadOptions.defaults(terminal.err()::println)
                        .withThreads(threads.count())
                        .withDrafts(drafts));
    }

    private static Path bundled() throws IOException {
        try {
            return BundledModel.file(DataFolder.open(null).models());
        } catch (StoreException noFolder) {
            // A terminal can do without the data folder, which keeps conversations and settings.
            return BundledModel.temporaryFile();
        }
    }

    /** How many threads compute. */
    int threads() {
        return threads.count();
    }
}
