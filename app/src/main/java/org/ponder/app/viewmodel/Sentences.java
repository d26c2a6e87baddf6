package org.ponder.app.viewmodel;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ponder.app.download.DownloadException;
import org.ponder.app.exchange.ExchangeException;
import org.ponder.app.exchange.LeftOut;
import org.ponder.app.models.LibraryProblem;
import org.ponder.app.network.OfflineException;
import org.ponder.app.remote.RemoteProblem;
import org.ponder.app.remote.ServerRefused;
import org.ponder.app.session.ModelProblem;
import org.ponder.app.store.Notice;
import org.ponder.app.store.StoreException;
import org.ponder.engine.chat.ContextOverflowException;
import org.ponder.engine.chat.LoadNotice;
import org.ponder.engine.chat.TemplateFailureException;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.transformer.ContextSizeException;
import org.ponder.engine.transformer.UnsupportedModelException;

/**
 * Says what went wrong, by its kind, in the user's language. Store and engine speak English; what
 * they said is the first value of each text, details follow it.
 */
public final class Sentences {
    private final Texts texts;

    /** Sentences in the language of these texts. */
    public Sentences(Texts texts) {
        this.texts = texts;
    }

    /** One sentence that a person can act on. */
    public String of(Throwable problem) {
        return switch (problem) {
            case StoreException store ->
                    texts.format(
                            "problem." + name(store.problem()),
                            said(problem),
                            store.place(),
                            String.valueOf(store.code()));
            case GgufFormatException gguf ->
                    texts.format(
                            "problem.gguf." + name(gguf.kind()),
                            said(problem),
                            gguf.subject(),
                            gguf.offset());
            case UnsupportedModelException model ->
                    texts.format(
                            "problem.unsupported",
                            said(problem),
                            model.architecture(),
                            String.join(", ", model.known()));
            case ContextSizeException size -> contextSize(size);
            case ModelProblem model ->
                    texts.format("problem.model." + name(model.kind()), said(problem));
            case ExchangeException exchange ->
                    texts.format(
                            "problem.exchange." + name(exchange.kind()),
                            said(problem),
                            exchange.file(),
                            exchange.line());
            case ContextOverflowException overflow ->
                    texts.format(
                            "problem.overflow",
                            said(problem),
                            overflow.promptTokens(),
                            overflow.contextTokens());
            case TemplateFailureException template ->
                    texts.format(
                            "problem.template",
                            said(problem),
                            template.line(),
                            String.join(", ", template.others()));
            case DownloadException download ->
                    texts.format(
                            "problem.download." + name(download.reason()),
                            values(problem, download.details()));
            case RemoteProblem remote ->
                    texts.format(
                            "problem.remote." + name(remote.kind()),
                            values(problem, remote.details()));
            case ServerRefused refused ->
                    texts.format(
                            "problem.server." + name(refused.kind()),
                            said(problem),
                            refused.detail());
            case LibraryProblem library ->
                    texts.format(
                            "problem.library." + name(library.kind()),
                            said(problem),
                            library.file());
            case OfflineException offline -> texts.format("problem.offline", said(problem));
            case NoSuchFileException missing -> texts.format("model.missing", missing.getFile());
            case AccessDeniedException denied ->
                    texts.format("problem.unreadable", denied.getFile());
            case FileSystemException file -> texts.format("problem.file", file.getFile());
            case OutOfMemoryError memory -> texts.get("problem.memory");
            // So Java says that a file which is mapped into memory cannot be read any more.
            case InternalError fault when said(fault).contains("unsafe memory access") ->
                    texts.get("problem.model.unreadable");
            case Error error -> unknown(error);
            default ->
                    problem.getMessage() == null || problem.getMessage().isBlank()
                            ? unknown(problem)
                            : texts.format("problem.said", said(problem));
        };
    }

    private String unknown(Throwable problem) {
        return texts.format("problem.unknown", problem.getClass().getSimpleName());
    }

    private String contextSize(ContextSizeException size) {
        int shift = size.limit() == ContextSizeException.Limit.MEMORY ? 20 : 0;
        return texts.format(
                "problem.context." + name(size.limit()),
                said(size),
                size.context(),
                size.wanted() >> shift,
                size.most() >> shift);
    }

    /** Why a conversation was not imported. */
    public String of(LeftOut left) {
        return texts.format(
                "problem.left-out." + name(left.why()),
                left.sentence(),
                left.number(),
                left.file());
    }

    /** What the store wants a person to know. */
    public String of(Notice notice) {
        List<String> details = notice.details();
        Object[] values = new Object[details.size() + 1];
        values[0] = notice.sentence();
        for (int i = 0; i < details.size(); i++) {
            values[i + 1] = number(details.get(i));
        }
        return texts.format("notice." + name(notice.kind()), values);
    }

    /** What the engine wants a person to know of a model. */
    public String of(LoadNotice notice) {
        return texts.format(
                "notice.model." + name(notice.kind()), values(notice.sentence(), notice.details()));
    }

    /** Counts are counts, so that a language can have its own plural for them. */
    private static Object number(String detail) {
        return detail.matches("\\d{1,9}") ? (Object) Integer.valueOf(detail) : detail;
    }

    private static Object[] values(Throwable problem, List<?> details) {
        return values(said(problem), details);
    }

    private static Object[] values(String sentence, List<?> details) {
        List<Object> values = new ArrayList<>(details);
        values.addFirst(sentence);
        return values.toArray();
    }

    private static String said(Throwable problem) {
        return String.valueOf(problem.getMessage());
    }

    private static String name(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
