package org.ponder.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Workers;
import org.ponder.engine.transformer.KvCache;
import org.ponder.engine.transformer.Transformer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a model makes of token ids. */
@Command(
        name = "logits",
        description = {
            "Reads an array of token ids and writes the logits of the last position as an array."
        },
        mixinStandardHelpOptions = true)
final class InspectLogits implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--model", paramLabel = "FILE", required = true, description = "A GGUF file.")
    private Path model;

    @Option(
            names = "--greedy",
            paramLabel = "N",
            description = "Write the N most likely ids that follow, one after the other, instead.")
    private int greedy;

    @Mixin private Threads threads;

    InspectLogits(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (greedy < 0) {
            throw new UserMistake("--greedy must be 1 or more, not " + greedy + ".");
        }
        Kernels kernels = Kernels.best(terminal.err()::println);
        try (GgufFile file = GgufFile.open(ModelFile.existing(model));
                Workers workers = new Workers(threads.count());
                Transformer transformer = Transformer.load(file, kernels, workers)) {
            int vocabulary = transformer.config().vocabulary();
            JsonLines.answer(
                    terminal,
                    line -> {
                        int[] ids = TokenIds.of(line, vocabulary);
                        if (ids.length == 0) {
                            throw new UserMistake("The array must hold at least one id.");
                        }
                        return greedy > 0 ? follow(transformer, ids) : logits(transformer, ids);
                    });
        }
        return 0;
    }

    private static float[] logits(Transformer transformer, int[] ids) {
        return transformer.forward(ids, 0, ids.length, transformer.newCache(ids.length));
    }

    private int[] follow(Transformer transformer, int[] prompt) {
        int[] ids = Arrays.copyOf(prompt, Math.addExact(prompt.length, greedy));
        KvCache cache = transformer.newCache(ids.length);
        int read = 0;
        for (int end = prompt.length; end < ids.length; end++) {
            ids[end] = MostLikely.of(transformer.forward(ids, read, end, cache));
            read = end;
        }
        return Arrays.copyOfRange(ids, prompt.length, ids.length);
    }
}
