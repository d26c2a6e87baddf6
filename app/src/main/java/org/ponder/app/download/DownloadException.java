package org.ponder.app.download;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A download cannot go on; the message is one sentence that says what to do. */
public final class DownloadException extends IOException {
    private static final long serialVersionUID = 1;

    /** What kind of trouble it is. */
    public enum Kind {
        /** It may pass: worth another try after a while. */
        PASSING,
        /** The file on the server is another one now. */
        CHANGED,
        /** The address that a redirect led to does not serve any more; the first one may. */
        EXPIRED,
        /** The server asks for a token, or refuses it. */
        REFUSED,
        /** Trying again is of no use. */
        FINAL
    }

    /** What happened, with its sentence in English; each detail has a place in it. */
    public enum Reason {
        CIRCLES(
                Kind.FINAL,
                "The server %s sends Ponder in circles: check the address, or try a mirror."),
        OTHER_PART(
                Kind.PASSING,
                "The server %s answers with another part of the file than it was asked for."),
        UNSAFE(
                Kind.FINAL,
                "The server %s sends Ponder to an address that is not safe to follow: check the"
                        + " address, or try a mirror."),
        PACKED(
                Kind.FINAL,
                "The server %s packs the file in a way that cannot be resumed: try a mirror."),
        EXPIRED(Kind.EXPIRED, "The server %s does not give the file out any more: try again."),
        REFUSED(
                Kind.REFUSED,
                "The server %s refuses the file: accept the repository's terms in your browser and"
                        + " give Ponder your access token."),
        NO_FILE(Kind.FINAL, "The server %s has no such file: check the address."),
        NOT_THE_ONE_BEGUN(
                Kind.CHANGED, "The file on the server is not the one that was begun: try again."),
        BUSY(Kind.PASSING, "The server %s is busy: try again later."),
        TROUBLE(Kind.PASSING, "The server %s has trouble (%s): try again later."),
        NO_ANSWER(
                Kind.FINAL,
                "The server %s answers with %s instead of the file: check the address."),
        UNREACHABLE(
                Kind.PASSING, "The server %s cannot be reached: check the network and the proxy."),
        BREAKS_OFF(
                Kind.PASSING,
                "The connection breaks off again and again: check the network, then go on."),
        KEEPS_CHANGING(Kind.CHANGED, "The file on the server keeps changing: try again later."),
        NO_SIZE(Kind.FINAL, "The server %s does not say how large the file is: try a mirror."),
        TOO_MUCH(
                Kind.PASSING,
                "The server sends more than it was asked for: try again, or from elsewhere."),
        DISK_FULL(Kind.FINAL, "The disk is full: free some space, then go on with the download."),
        NOT_WRITABLE(Kind.FINAL, "The file %s cannot be written: make its folder writable."),
        NO_SPACE(
                Kind.FINAL,
                "The file needs %,d MB more and the disk has %,d MB free: free some space first."),
        OTHER_FILE(
                Kind.FINAL,
                "The file that came is not the one that was wanted (its SHA-256 is %s… instead of"
                        + " %s…), so it was thrown away: try again, or from elsewhere."),
        OTHER_NOW(
                Kind.FINAL,
                "The server has another file now than the one Ponder knows (its SHA-256 is %s…"
                        + " instead of %s…), so nothing was downloaded: to take it all the same,"
                        + " give its repository below."),
        EXISTS(
                Kind.FINAL,
                "There is a file %s in the folder for models already: use it, or delete it first."),
        TAKEN(
                Kind.FINAL,
                "The file %s is being downloaded already, maybe by another Ponder: wait until that"
                        + " is done, or pause it there."),
        NO_MODELS(
                Kind.FINAL,
                "The repository %s has no GGUF files: look for one whose name ends in -GGUF."),
        NO_HUB(Kind.FINAL, "The server %s is not a hub: check the mirror.");

        private final Kind kind;
        private final String sentence;

        Reason(Kind kind, String sentence) {
            this.kind = kind;
            this.sentence = sentence;
        }
    }

    private final Reason reason;

    @SuppressWarnings("serial") // strings and numbers
    private final List<Object> details;

    private final Duration wait;

    DownloadException(Reason reason, Object... details) {
        this(Duration.ZERO, reason, details);
    }

    /**
     * @param wait how long the server wants not to be asked
     */
    DownloadException(Duration wait, Reason reason, Object... details) {
        super(String.format(Locale.ROOT, reason.sentence, details));
        this.reason = reason;
        this.details = List.of(details);
        this.wait = wait;
    }

    /** What kind of trouble it is. */
    public Kind kind() {
        return reason.kind;
    }

    /** What happened. */
    public Reason reason() {
        return reason;
    }

    /** Hosts, files and figures that it is about. */
    public List<Object> details() {
        return details;
    }

    /** How long the server wants not to be asked; zero where it does not say. */
    Duration waiting() {
        return wait;
    }
}
