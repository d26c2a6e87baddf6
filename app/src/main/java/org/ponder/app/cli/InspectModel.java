package org.ponder.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.KvType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what a model file holds and what it needs, without loading it. */
@Command(
        name = "model",
        description = "Tells what a GGUF file holds, and how much memory it needs.",
        mixinStandardHelpOptions = true)
final class InspectModel implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "A GGUF file.")
    private Path file;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--cache-type",
            paramLabel = "F32|F16|Q8_0",
            description = "Tell the memory of conversations kept in this way (default: F16).")
    private KvType cacheType = LoadOptions.CACHE;

    InspectModel(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try (GgufFile opened = GgufFile.open(ModelFile.existing(file))) {
            Map<String, Object> report = ModelReport.of(opened, cacheType);
            if (json) {
                JsonLines.write(terminal, report);
            } else {
                print(report, "");
            }
        }
        return 0;
    }

    private void print(Map<?, ?> values, String indent) {
        values.forEach((key, value) -> print(String.valueOf(key), value, indent));
        terminal.out().flush();
    }

    private void print(String key, Object value, String indent) {
        String label = indent + key.replace('_', ' ');
        switch (value) {
            case Map<?, ?> group -> {
                terminal.out().println(label);
                print(group, indent + "  ");
            }
            case String text when text.contains("\n") -> {
                terminal.out().println(label);
                text.lines().forEach(line -> terminal.out().println("  | " + shown(line)));
            }
            case Long speed when key.endsWith("bandwidth_bytes") ->
                    terminal.out().printf("%-24s %s/s%n", label, Size.of(speed));
            case Long number when key.endsWith("bytes") ->
                    terminal.out().printf("%-24s %,d (%s)%n", label, number, Size.of(number));
            default -> terminal.out().printf("%-24s %s%n", label, shown(String.valueOf(value)));
        }
    }

    private String shown(String text) {
        return terminal.person() ? ReplyPrinter.harmless(text) : text;
    }
}
