package org.ponder.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ponder.app.models.BundledModel;
import org.ponder.app.store.DataFolder;
import org.ponder.app.store.StoreException;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.tensor.KvType;
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
            names = "--template",
            paramLabel = "NAME|FILE",
            description = {
                "A chat template in place of the model's own: a file in Jinja, or one of",
                "chatml, gemma, llama3, mistral, phi, plain, r1, r1-zero."
            })
    private @Nullable String template;

    @Option(
            names = "--weights-limit",
            paramLabel = "SIZE",
            converter = ByteCount.class,
            description = {
                "Memory that weights may take, such as 8G (default: what the machine has). Where a",
                "mixture of experts is larger, experts are read from the file as they are needed."
            })
    private long weightsLimit;

    @Option(
            names = "--cache-type",
            paramLabel = "F32|F16|Q8_0",
            description = {
                "How keys and values of a conversation are kept: exact in 4 bytes each, rounded to",
                "2 bytes (default), or to 8 bits: less memory and longer contexts."
            })
    private KvType cacheType = LoadOptions.CACHE;

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
        if (drafts < 0 || drafts > LoadOptions.MOST_DRAFTS) {
            throw new UserMistake(
                    "--drafts must be 0 to " + LoadOptions.MOST_DRAFTS + ", not " + drafts + ".");
        }
        Path file = model != null ? ModelFile.existing(model) : bundled();
        LoadOptions options =
                LoadOptions.defaults(terminal.err()::println)
                        .withThreads(threads.count())
                        .withWeightsLimit(weightsLimit)
                        .withCacheType(cacheType)
                        .withDrafts(drafts);
        if (template != null) {
            options = options.withTemplate(TemplateFile.source(template));
        }
        try {
            return LanguageModel.load(file, options);
        } catch (IllegalArgumentException e) {
            throw new UserMistake(String.valueOf(e.getMessage()), e);
        }
    }

    private static Path bundled() throws IOException {
        try {
            return BundledModel.file(DataFolder.open(null).models());
        } catch (StoreException noFolder) {
            // A terminal can do without the data folder, which keeps conversations and settings.
            return BundledModel.temporaryFile();
        }
    }

    /** How keys and values are kept. */
    KvType cacheType() {
        return cacheType;
    }

    /** How many tokens are guessed at most. */
    int drafts() {
        return drafts;
    }

    /** How many threads compute. */
    int threads() {
        return threads.count();
    }
}
