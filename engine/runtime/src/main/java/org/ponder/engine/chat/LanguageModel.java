package org.ponder.engine.chat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.prompt.ChatTemplate;
import org.ponder.engine.prompt.TemplateException;
import org.ponder.engine.reply.ReplyFormat;
import org.ponder.engine.reply.ToolSyntax;
import org.ponder.engine.tensor.KvType;
import org.ponder.engine.tensor.Workers;
import org.ponder.engine.tokenizer.Tokenizer;
import org.ponder.engine.transformer.KvCache;
import org.ponder.engine.transformer.ModelConfig;
import org.ponder.engine.transformer.Transformer;
import org.ponder.engine.transformer.WeightBytes;

/**
 * A model ready to chat: transformer, tokenizer and chat template out of one file. Loaded once and
 * shared by its sessions, which must be closed or idle when it is closed.
 */
public final class LanguageModel implements AutoCloseable {
    private final GgufFile file;
    private final Workers workers;
    private final Transformer transformer;
    private final Tokenizer tokenizer;
    private final ChatTemplate template;
    private final KvType cacheType;
    private final int drafts;

    private LanguageModel(
            GgufFile file,
            Workers workers,
            Transformer transformer,
            Tokenizer tokenizer,
            ChatTemplate template,
            KvType cacheType,
            int drafts) {
        this.file = file;
        this.workers = workers;
        this.transformer = transformer;
        this.tokenizer = tokenizer;
        this.template = template;
        this.cacheType = cacheType;
        this.drafts = drafts;
    }

    /**
     * Loads a GGUF file; of a model in several files, any of them.
     *
     * @throws IOException if the file cannot be read, is not valid, or holds a model that Ponder
     *     does not run; the message is one sentence
     * @throws IllegalArgumentException if the limit of weights is below the least that a mixture of
     *     experts needs
     */
    // The model owns the file and the threads, and closes them.
    @SuppressWarnings("MustBeClosedChecker")
    public static LanguageModel load(Path path, LoadOptions options) throws IOException {
        GgufFile file = GgufFile.open(path);
        try {
            return load(file, options);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static LanguageModel load(GgufFile file, LoadOptions options) throws IOException {
        Tokenizer tokenizer =
                Tokenizer.of(file.metadata(), key -> options.notice().accept(tokenMissing(key)));
        ChatTemplate template = template(file, tokenizer, options);
        Workers workers = new Workers(options.threads());
        try {
            Transformer transformer =
                    Transformer.load(
                            file,
                            options.kernels(),
                            workers,
                            options.weightsLimit(WeightBytes.of(file)),
                            options.progress());
            if (tokenizer.vocabularySize() > transformer.config().vocabulary()) {
                transformer.close();
                throw file.metadata()
                        .fault(
                                "tokenizer.ggml.tokens",
                                "There are "
                                        + tokenizer.vocabularySize()
                                        + " tokens and embeddings for "
                                        + transformer.config().vocabulary());
            }
            return new LanguageModel(
                    file,
                    workers,
                    transformer,
                    tokenizer,
                    template,
                    options.cacheType(),
                    options.drafts());
        } catch (IOException | RuntimeException | Error e) {
            workers.close();
            throw e;
        }
    }

    private static LoadNotice tokenMissing(String key) {
        return new LoadNotice(
                LoadNotice.Kind.TOKEN_MISSING,
                List.of(key),
                key + " names a token that the file does not have, so it is ignored.");
    }

    private static ChatTemplate template(GgufFile file, Tokenizer tokenizer, LoadOptions options)
            throws GgufFormatException {
        Optional<String> source = options.template().filter(jinja -> !jinja.isBlank());
        if (source.isEmpty()) {
            source =
                    file.metadata()
                            .string("tokenizer.chat_template")
                            .filter(jinja -> !jinja.isBlank());
        }
        if (source.isPresent()) {
            try {
                return ChatTemplate.parse(source.get());
            } catch (TemplateException e) {
                options.notice()
                        .accept(
                                new LoadNotice(
                                        LoadNotice.Kind.TEMPLATE_BROKEN,
                                        List.of(),
                                        e.getMessage()
                                                + " Ponder uses its own template for this kind of"
                                                + " model instead."));
            }
        }
        return ChatTemplate.builtIn(token -> tokenizer.idOf(token).isPresent());
    }

    /** Bytes of keys and values that each token of a conversation takes. */
    public long cacheBytesPerToken() {
        return transformer.cacheBytesPerToken(cacheType);
    }

    /** Keys and values of each token, however they are kept. */
    public long cacheValuesPerToken() {
        return transformer.cacheBytesPerToken(KvType.F32) / Float.BYTES;
    }

    /** A cache for a conversation of so many tokens, of the kind that the model was loaded for. */
    KvCache newCache(int contextTokens) {
        return transformer.newCache(contextTokens, cacheType);
    }

    /** What the model is. */
    public ModelConfig config() {
        return transformer.config();
    }

    /** Its vocabulary: text in, tokens out, and back. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** The template that makes its prompts: the file's, the one it was loaded with, or Ponder's. */
    public ChatTemplate template() {
        return template;
    }

    /** How the model marks thought and answer. */
    public ReplyFormat format() {
        return ReplyFormat.detect(template.source());
    }

    /** How the model writes down calls of tools. */
    public Set<ToolSyntax> toolSyntaxes() {
        return ToolSyntax.in(template.source());
    }

    /** The name its makers gave it, or the file's; without control characters, as it is shown. */
    public String name() {
        String name;
        try {
            name = file.metadata().string("general.name").orElseGet(this::fileName);
        } catch (GgufFormatException e) {
            name = fileName(); // a name is not worth failing for
        }
        return name.replaceAll("\\p{Cc}", "\uFFFD");
    }

    /** Size of the file, of all its parts. */
    public long fileBytes() {
        return file.bytes();
    }

    /** What a token reads of the weights. */
    public WeightBytes weightBytes() {
        return WeightBytes.of(file);
    }

    /** Tokens that its chats draft at a time. */
    int drafts() {
        return drafts;
    }

    /** What computes, without any text; closed with this model. */
    public Transformer transformer() {
        return transformer;
    }

    /**
     * A chat of its own on this model.
     *
     * @param contextTokens tokens that prompt and reply may take together; 0 for as many as the
     *     model was made for and a part of Java's memory holds
     * @throws IllegalArgumentException if the model or Java's memory does not hold that many
     */
    public ChatSession newSession(int contextTokens) {
        return new ChatSession(this, contextTokens == 0 ? defaultContext() : contextTokens);
    }

    /**
     * Ends the threads, gives the memory of the weights back and unmaps the file. Waits for what a
     * session computes at this moment; after it sessions are of no use, and what they have read is
     * left to Java's garbage collector. Closing again does nothing.
     */
    @Override
    public void close() {
        transformer.close();
        workers.close();
        file.close();
    }

    /** What templates want to know of the tokenizer. */
    Map<String, Object> templateTokens() {
        return Map.of("bos_token", text(tokenizer.bos()), "eos_token", text(tokenizer.eos()));
    }

    private String text(OptionalInt id) {
        return id.isPresent() ? tokenizer.decode(new int[] {id.getAsInt()}) : "";
    }

    private String fileName() {
        return String.valueOf(file.path().getFileName());
    }

    /** As much as half of Java's memory holds, up to a length that thoughts seldom pass. */
    private int defaultContext() {
        long most = 32_768;
        long memory = Runtime.getRuntime().maxMemory() / 2;
        long fits = memory / Math.max(1, cacheBytesPerToken());
        return (int) Math.max(1, Math.min(Math.min(most, fits), config().contextLength()));
    }
}
