package org.ponder.app.download;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ponder.app.download.DownloadException.Reason;

/** What servers' answers mean. */
final class Answers {
    private static final Pattern RANGE =
            Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Pattern STRONG = Pattern.compile("\"[\\x21\\x23-\\x7e]{1,200}\"");

    private Answers() {}

    /**
     * The range of a 206.
     *
     * @param total size of the whole file
     */
    record Range(long first, long last, long total) {}

    static Optional<Range> range(HttpHeaders headers) {
        Matcher range = RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        return range.matches()
                ? Optional.of(
                        new Range(
                                Long.parseLong(range.group(1)),
                                Long.parseLong(range.group(2)),
                                Long.parseLong(range.group(3))))
                : Optional.empty();
    }

    /** What tells one version of a file from another; empty where the server has nothing strong. */
    static String validator(HttpHeaders headers) {
        String tag = headers.firstValue("ETag").orElse("");
        if (STRONG.matcher(tag).matches()) {
            return tag;
        }
        return headers.firstValue("Last-Modified").orElse("");
    }

    /** What is wrong with an answer that is not a file. */
    static DownloadException fault(HttpResponse<InputStream> answer, boolean redirected) {
        URI from = answer.request().uri();
        int status = answer.statusCode();
        String host = String.valueOf(from.getHost());
        if ((status == 401 || status == 403) && redirected) {
            return new DownloadException(Reason.EXPIRED, host);
        }
        return switch (status) {
            case 401, 403 -> new DownloadException(Reason.REFUSED, host);
            case 404, 410 -> new DownloadException(Reason.NO_FILE, host);
            case 416 -> new DownloadException(Reason.NOT_THE_ONE_BEGUN);
            case 429, 503 -> new DownloadException(retryAfter(answer.headers()), Reason.BUSY, host);
            default ->
                    new DownloadException(
                            status >= 500 || status == 408 ? Reason.TROUBLE : Reason.NO_ANSWER,
                            host,
                            String.valueOf(status));
        };
    }

    /** Seconds, or a date. */
    static Duration retryAfter(HttpHeaders headers) {
        String value = headers.firstValue("Retry-After").orElse("").strip();
        try {
            if (value.matches("\\d{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(value));
            }
            Duration until =
                    Duration.between(
                            Instant.now(),
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException notADate) {
            return Duration.ZERO;
        }
    }
}
