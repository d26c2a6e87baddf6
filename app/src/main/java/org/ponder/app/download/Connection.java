package org.ponder.app.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ponder.app.network.Network;

/** Asks servers, and follows their redirects as far as these can be followed safely. */
final class Connection {
    private static final int MOST_REDIRECTS = 10;
    private static final String AGENT = "Ponder";

    private final Network network;
    private final AccessToken token;
    private final DownloadTuning tuning;

    Connection(Network network, AccessToken token, DownloadTuning tuning) {
        this.network = network;
        this.token = token;
        this.tuning = tuning;
    }

    /** Finds out what there is at an address. */
    Source find(URI home) throws IOException, InterruptedException {
        URI address = home;
        String hash = "";
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpResponse<InputStream> answer = send(address, home, "bytes=0-0", "");
            DownloadControl.close(answer.body());
            HttpHeaders headers = answer.headers();
            // A hub tells the content's hash beside the redirect; nobody further on is asked for
            // it.
            if (Objects.equals(address.getHost(), home.getHost())) {
                String told =
                        headers.firstValue("X-Linked-ETag")
                                .orElse("")
                                .replace("\"", "")
                                .toLowerCase(Locale.ROOT);
                hash = RemoteFile.isHash(told) ? told : hash;
            }
            int status = answer.statusCode();
            if (status >= 300 && status < 400 && status != 304) {
                address = target(address, headers);
                continue;
            }
            return source(answer, !address.equals(home), hash);
        }
        throw new DownloadException(DownloadException.Reason.CIRCLES, host(home));
    }

    private static Source source(HttpResponse<InputStream> answer, boolean redirected, String hash)
            throws DownloadException {
        HttpHeaders headers = answer.headers();
        String validator = Answers.validator(headers);
        URI address = answer.request().uri();
        if (answer.statusCode() == 206) {
            Answers.Range range =
                    Answers.range(headers)
                            .filter(r -> r.first() == 0 && r.last() == 0 && r.total() > 0)
                            .orElseThrow(() -> lie(address));
            return new Source(
                    address, redirected, range.total(), validator, !validator.isEmpty(), hash);
        }
        if (answer.statusCode() == 200) {
            long bytes = headers.firstValueAsLong("Content-Length").orElse(-1);
            return new Source(address, redirected, bytes, validator, false, hash);
        }
        throw Answers.fault(answer, false);
    }

    static DownloadException lie(URI address) {
        return new DownloadException(DownloadException.Reason.OTHER_PART, host(address));
    }

    private static String host(URI address) {
        return String.valueOf(address.getHost());
    }

    static URI target(URI from, HttpHeaders headers) throws DownloadException {
        URI to;
        try {
            to = from.resolve(headers.firstValue("Location").orElse("file:"));
        } catch (IllegalArgumentException e) {
            throw elsewhere(from);
        }
        String scheme = Objects.toString(to.getScheme(), "").toLowerCase(Locale.ROOT);
        boolean downgrade = from.getScheme().equalsIgnoreCase("https") && !scheme.equals("https");
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (downgrade || !web || to.getHost() == null || to.getUserInfo() != null) {
            throw elsewhere(from);
        }
        return to;
    }

    private static DownloadException elsewhere(URI from) {
        return new DownloadException(DownloadException.Reason.UNSAFE, host(from));
    }

    /**
     * Asks for a part of the file, or all of it.
     *
     * @param range as the header has it; empty is the whole file
     * @param validator of the version that is wanted; empty is any
     */
    HttpResponse<InputStream> send(URI address, URI home, String range, String validator)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .header("User-Agent", AGENT)
                        .header("Accept-Encoding", "identity");
        if (!range.isEmpty()) {
            request.header("Range", range);
        }
        if (!validator.isEmpty()) {
            request.header("If-Range", validator);
        }
        token.addTo(request, address, home);
        HttpResponse<InputStream> answer = answer(request.build());
        String encoding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity") && answer.statusCode() / 100 == 2) {
            DownloadControl.close(answer.body());
            throw new DownloadException(DownloadException.Reason.PACKED, host(address));
        }
        return answer;
    }

    /**
     * Waits for the head of an answer. The request has no timeout of its own: from Java 26 on that
     * would end a long body too, which {@link WatchedBody} watches over.
     */
    private HttpResponse<InputStream> answer(HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> pending =
                network.client().sendAsync(request, BodyHandlers.ofInputStream());
        try {
            return pending.get(tuning.stall().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("Nothing comes.");
        } finally {
            if (!pending.isDone()) {
                pending.cancel(true);
            }
        }
    }
}
