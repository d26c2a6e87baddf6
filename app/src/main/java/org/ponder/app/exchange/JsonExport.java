package org.ponder.app.exchange;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.ReplyRecord;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.sampling.SamplingSettings;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Whole conversations as JSON, with all that {@link JsonImport} needs to make them again. */
final class JsonExport {
    private final JsonGenerator out;

    private JsonExport(JsonGenerator out) {
        this.out = out;
    }

    static String text(List<ConversationTree> trees, Instant now) {
        StringWriter text = new StringWriter();
        try {
            write(
                    text,
                    now,
                    sink -> {
                        for (ConversationTree tree : trees) {
                            sink.add(tree);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    /** Writes the conversations of the source as they come. */
    static void write(Writer to, Instant now, Export.Source source) throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        try (JsonGenerator out = mapper.writerWithDefaultPrettyPrinter().createGenerator(to)) {
            new JsonExport(out).write(source, now);
        }
    }

    private void write(Export.Source source, Instant now) throws IOException {
        out.writeStartObject();
        out.writeStringProperty("format", JsonNames.FORMAT);
        out.writeNumberProperty("version", JsonNames.VERSION);
        out.writeStringProperty("exported", now.toString());
        out.writeArrayPropertyStart("conversations");
        source.each(this::write);
        out.writeEndArray();
        out.writeEndObject();
    }

    private void write(ConversationTree tree) {
        Conversation conversation = tree.conversation();
        ConversationSummary summary = conversation.summary();
        out.writeStartObject();
        out.writeStringProperty("title", summary.title());
        out.writeStringProperty("created", summary.created().toString());
        out.writeStringProperty("updated", summary.updated().toString());
        out.writeBooleanProperty("pinned", summary.pinned());
        text("folder", summary.folder());
        text("draft", conversation.draft());
        write(conversation.options());
        out.writeArrayPropertyStart("shown");
        tree.shown().forEach(out::writeNumber);
        out.writeEndArray();
        out.writeArrayPropertyStart("messages");
        tree.messages().forEach(this::write);
        out.writeEndArray();
        out.writeEndObject();
    }

    private void write(ConversationOptions options) {
        out.writeObjectPropertyStart("options");
        text("model", options.model());
        text("systemPrompt", options.systemPrompt());
        if (options.think() != null) {
            out.writeBooleanProperty("think", options.think());
        }
        constant("thoughtMode", options.thoughtMode());
        if (options.thoughtBudget() != null) {
            out.writeNumberProperty("thoughtBudget", options.thoughtBudget());
        }
        out.writeEndObject();
    }

    private void write(StoredMessage message) {
        Long parent = message.place().parent();
        out.writeStartObject();
        out.writeNumberProperty("id", message.id());
        if (parent != null) {
            out.writeNumberProperty("parent", parent);
        }
        out.writeStringProperty("role", message.role().templateName());
        out.writeStringProperty("created", message.created().toString());
        out.writeStringProperty("content", message.content());
        text("thought", message.thought());
        if (message.reply() != null) {
            write(message.reply());
        }
        out.writeEndObject();
    }

    private void write(ReplyRecord reply) {
        out.writeObjectPropertyStart("reply");
        constant("state", reply.state());
        constant("thoughtEnd", reply.thoughtEnd());
        constant("shown", reply.shown());
        text("problem", reply.problem());
        text("model", reply.origin().model());
        if (reply.origin().turnsLeftOut() > 0) {
            out.writeNumberProperty("turnsLeftOut", reply.origin().turnsLeftOut());
        }
        if (reply.origin().takenOver() > 0) {
            out.writeNumberProperty("thoughtTokensTakenOver", reply.origin().takenOver());
        }
        SamplingSettings sampling = reply.origin().sampling();
        if (sampling != null) {
            out.writeObjectPropertyStart("sampling");
            out.writeNumberProperty("temperature", sampling.temperature());
            out.writeNumberProperty("topK", sampling.topK());
            out.writeNumberProperty("topP", sampling.topP());
            out.writeNumberProperty("minP", sampling.minP());
            out.writeNumberProperty("repetitionPenalty", sampling.repetitionPenalty());
            out.writeNumberProperty("seed", sampling.seed());
            out.writeEndObject();
        }
        ReplyStats stats = reply.stats();
        out.writeObjectPropertyStart("stats");
        out.writeNumberProperty("promptTokens", stats.promptTokens());
        out.writeNumberProperty("reusedTokens", stats.reusedTokens());
        out.writeNumberProperty("thoughtTokens", stats.thoughtTokens());
        out.writeNumberProperty("answerTokens", stats.answerTokens());
        out.writeNumberProperty("prefillMillis", stats.prefill().toMillis());
        out.writeNumberProperty("thinkingMillis", stats.thinking().toMillis());
        out.writeNumberProperty("answeringMillis", stats.answering().toMillis());
        out.writeEndObject();
        out.writeEndObject();
    }

    private void text(String name, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(name, value);
        }
    }

    private void constant(String name, @Nullable Enum<?> value) {
        if (value != null) {
            out.writeStringProperty(name, value.name());
        }
    }
}
