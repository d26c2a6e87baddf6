package org.ponder.app.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.GgufTensor;
import org.ponder.engine.gguf.Metadata;
import org.ponder.engine.reply.ReplyFormat;
import org.ponder.engine.tensor.KvType;
import org.ponder.engine.tokenizer.Tokenizer;
import org.ponder.engine.transformer.ModelConfig;
import org.ponder.engine.transformer.Transformer;
import org.ponder.engine.transformer.WeightBytes;

/** What a model file holds, as values for JSON. */
final class ModelReport {
    /** The context for which memory is told: enough for a question and a long thought. */
    private static final int USUAL_CONTEXT = 8192;

    private ModelReport() {}

    static Map<String, Object> of(GgufFile file, KvType cacheType) throws IOException {
        Metadata metadata = file.metadata();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("file", file.path().toString());
        report.put("file_bytes", file.bytes());
        report.put("gguf_version", file.version());
        put(report, "name", metadata, "general.name");
        report.put("architecture", metadata.string("general.architecture").orElse("unknown"));
        report.put(
                "parameters",
                file.tensors().values().stream().mapToLong(GgufTensor::elements).sum());
        try {
            ModelConfig config = ModelConfig.of(metadata);
            report.putAll(sizes(config));
            report.put("memory", memory(file, config, cacheType));
            report.put("speed", SpeedEstimate.of(WeightBytes.of(file), file.path()));
            Tokenizer.check(metadata);
            report.put("supported", true);
        } catch (IOException e) {
            report.put("supported", false);
            report.put("problem", Failures.sentence(e));
        }
        report.put("tensors", file.tensors().size());
        report.put("tensor_types", tensorTypes(file));
        report.put("tokenizer", tokenizer(metadata));
        String template = metadata.string("tokenizer.chat_template").orElse("");
        report.put("reply_format", ReplyFormat.detect(template).id());
        report.put("template", template);
        return report;
    }

    private static Map<String, Object> sizes(ModelConfig config) {
        Map<String, Object> sizes = new LinkedHashMap<>();
        sizes.put("context_length", config.contextLength());
        sizes.put("vocabulary", config.vocabulary());
        sizes.put("layers", config.layers());
        sizes.put("width", config.width());
        sizes.put("feed_forward", config.dimensions().feedForward());
        sizes.put("heads", config.attention().heads());
        sizes.put("kv_heads", config.attention().kvHeads());
        sizes.put("head_width", config.attention().keyWidth());
        if (config.experts().count() > 0) {
            sizes.put("experts", config.experts().count());
        }
        return sizes;
    }

    private static Map<String, Object> memory(GgufFile file, ModelConfig config, KvType cacheType)
            throws IOException {
        int context = Math.min(config.contextLength(), USUAL_CONTEXT);
        long perToken = Transformer.cacheBytesPerToken(file.metadata(), cacheType);
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("weights_bytes", file.bytes());
        memory.put("cache_type", cacheType.name());
        memory.put("cache_bytes_per_token", perToken);
        memory.put("context", context);
        memory.put("cache_bytes", perToken * context);
        memory.put("needed_bytes", file.bytes() + perToken * context);
        return memory;
    }

    private static Map<String, Object> tensorTypes(GgufFile file) {
        Map<String, long[]> totals = new TreeMap<>();
        for (GgufTensor tensor : file.tensors().values()) {
            long[] total = totals.computeIfAbsent(tensor.type().name(), type -> new long[2]);
            total[0]++;
            total[1] += tensor.data().byteSize();
        }
        Map<String, Object> types = new LinkedHashMap<>();
        totals.forEach((type, total) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("tensors", total[0]);
            entry.put("bytes", total[1]);
            types.put(type, entry);
        });
        return types;
    }

    private static Map<String, Object> tokenizer(Metadata metadata) throws IOException {
        Map<String, Object> tokenizer = new LinkedHashMap<>();
        put(tokenizer, "model", metadata, "tokenizer.ggml.model");
        put(tokenizer, "pre", metadata, "tokenizer.ggml.pre");
        if (metadata.contains("tokenizer.ggml.tokens")) {
            tokenizer.put("tokens", metadata.strings("tokenizer.ggml.tokens").size());
        }
        return tokenizer;
    }

    private static void put(Map<String, Object> report, String name, Metadata metadata, String key)
            throws IOException {
        String value = metadata.string(key).orElse(null);
        if (value != null) {
            report.put(name, value);
        }
    }
}
