package org.ponder.app.cli;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.prompt.ChatTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Renders chat templates. */
@Command(
        name = "prompt",
        description = {
            "Reads a chat template's input, such as",
            "{\"messages\": […], \"add_generation_prompt\": true}, and writes the prompt as a string."
        },
        mixinStandardHelpOptions = true)
final class InspectPrompt implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--template",
            paramLabel = "FILE|NAME",
            required = true,
            description = "A chat template in Jinja, or the name of one of Ponder's own.")
    private String template;

    @Option(names = "--bos", paramLabel = "S", description = "The template's bos_token.")
    private @Nullable String bos;

    @Option(names = "--eos", paramLabel = "S", description = "The template's eos_token.")
    private @Nullable String eos;

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            description = "The day that strftime_now tells (default: today).")
    private @Nullable LocalDate date;

    InspectPrompt(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        String source = TemplateFile.source(template);
        JsonLines.answer(
                terminal,
                line -> ChatTemplate.parse(source, clock()).render(variables(line)).text());
        return 0;
    }

    private Clock clock() {
        return date == null
                ? Clock.system(ZoneId.systemDefault())
                : Clock.fixed(date.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    }

    /** The line's variables; the options' tokens where the line has none of its own. */
    private Map<String, Object> variables(JsonNode line) {
        if (!line.isObject()) {
            throw new UserMistake("The line must be an object with the template's variables.");
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        if (bos != null) {
            variables.put("bos_token", bos);
        }
        if (eos != null) {
            variables.put("eos_token", eos);
        }
        variables.putAll(JsonLines.asMap(line));
        return variables;
    }
}
