package org.ponder.app.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ponder.app.models.ModelFinder;
import org.ponder.app.network.Network;
import org.ponder.app.network.OfflineException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Model files of a repository on the Hugging Face hub, or on a mirror of it. */
public final class Hub {
    private static final int LONGEST_LIST = 8 << 20;
    private static final int MOST_REDIRECTS = 3;

    /** No model's smallest file is so many times smaller than its largest. */
    private static final int MUCH_SMALLER = 20;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern FILE =
            Pattern.compile(
                    "(?<repository>[^?#]*?/[^/?#]+/[^/?#]+)/(?:blob|resolve)/(?<path>[^?#]*).*");

    private final Network network;
    private final URI base;
    private final AccessToken token;
    private final DownloadTuning tuning;

    /**
     * A model of a repository.
     *
     * @param name without ending and part number; with its folder and how many parts where several
     *     would have one name
     * @param files in order
     * @param bytes of all of them
     */
    public record Offer(String name, List<RemoteFile> files, long bytes) {
        public Offer {
            files = List.copyOf(files);
        }
    }

    /**
     * @param base of the hub, such as {@code https://huggingface.co/}; ends in a slash
     */
    public Hub(Network network, URI base, AccessToken token, DownloadTuning tuning) {
        this.network = network;
        this.base = base;
        this.token = token;
        this.tuning = tuning;
    }

    /**
     * An address as people copy it from their browser, made one that gives the file: pages of files
     * are not the files. What stands behind a question mark is left out where a repository is
     * addressed; another server may give the file to nobody without it.
     */
    public static URI fileAddress(URI address) {
        Matcher file = FILE.matcher(address.toString());
        return file.matches()
                ? URI.create(file.group("repository") + "/resolve/" + file.group("path"))
                : address;
    }

    /** Whether two addresses lead to one server: scheme, host and port are the same. */
    public static boolean sameServer(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    /**
     * Asks for the models of a repository, smallest first.
     *
     * @param repository OWNER/NAME
     * @throws IOException with one sentence, where they cannot be listed
     */
    public List<Offer> models(String repository) throws IOException, InterruptedException {
        URI list = base.resolve("api/models/" + repository + "/tree/main?recursive=true");
        try {
            List<Offer> offers = offers(repository, JSON.readTree(read(list)));
            if (offers.isEmpty()) {
                throw new DownloadException(DownloadException.Reason.NO_MODELS, repository);
            }
            return offers;
        } catch (JacksonException e) {
            throw new DownloadException(
                    DownloadException.Reason.NO_HUB, String.valueOf(base.getHost()));
        } catch (DownloadException | OfflineException e) {
            throw e;
        } catch (IOException e) {
            throw new DownloadException(
                    DownloadException.Reason.UNREACHABLE, String.valueOf(base.getHost()));
        }
    }

    /** The hub redirects what asks for a repository's former name, or for other capitals. */
    private byte[] read(URI list) throws IOException, InterruptedException {
        Connection connection = new Connection(network, token, tuning);
        URI address = list;
        for (int redirects = 0; ; redirects++) {
            var answer = connection.send(address, base, "", "");
            try (InputStream body = new WatchedBody(answer.body(), tuning.stall())) {
                int status = answer.statusCode();
                if (status == 200) {
                    return body.readNBytes(LONGEST_LIST);
                }
                if (status / 100 != 3 || status == 304 || redirects == MOST_REDIRECTS) {
                    throw Answers.fault(answer, false);
                }
                URI next = Connection.target(address, answer.headers());
                if (!sameServer(next, base)) {
                    throw Answers.fault(answer, false);
                }
                address = next;
            }
        }
    }

    private List<Offer> offers(String repository, JsonNode list) {
        TreeMap<String, List<RemoteFile>> files = new TreeMap<>();
        TreeMap<String, Long> sizes = new TreeMap<>();
        for (JsonNode entry : list) {
            String path = entry.path("path").asString("");
            String name = path.substring(path.lastIndexOf('/') + 1);
            if (!name.toLowerCase(Locale.ROOT).endsWith(".gguf") || ModelFinder.isProjector(name)) {
                continue;
            }
            try {
                String hash = entry.path("lfs").path("oid").asString("").toLowerCase(Locale.ROOT);
                RemoteFile file =
                        new RemoteFile(
                                address(repository, path),
                                name,
                                RemoteFile.isHash(hash) ? hash : "");
                // Files of one name in two folders are two models.
                Matcher part = ModelFinder.PART.matcher(path);
                String model =
                        part.matches() ? part.group("prefix") + "-of-" + part.group("count") : path;
                files.computeIfAbsent(model, key -> new ArrayList<>()).add(file);
                sizes.merge(model, entry.path("size").asLong(0), Long::sum);
            } catch (IllegalArgumentException notUsable) {
                // A name that no file should have here: not offered.
            }
        }
        Map<String, Long> names =
                files.values().stream()
                        .collect(Collectors.groupingBy(Hub::name, Collectors.counting()));
        List<Offer> offers = new ArrayList<>();
        files.forEach((model, parts) -> {
            parts.sort(Comparator.comparing(RemoteFile::name));
            String name = name(parts);
            boolean only = Objects.requireNonNull(names.get(name)) == 1;
            offers.add(
                    new Offer(
                            only ? name : withoutEnding(model),
                            parts,
                            Objects.requireNonNull(sizes.get(model))));
        });
        offers.sort(Comparator.comparingLong(Offer::bytes));
        return offers.stream().filter(offer -> !isMatrix(offer, offers.getLast())).toList();
    }

    /** What quantizers were led by, beside the models; some models are called so too. */
    private static boolean isMatrix(Offer offer, Offer largest) {
        return offer.name().toLowerCase(Locale.ROOT).endsWith("imatrix")
                && offer.bytes() < largest.bytes() / MUCH_SMALLER;
    }

    private static String name(List<RemoteFile> parts) {
        String name = parts.getFirst().name();
        Matcher part = ModelFinder.PART.matcher(name);
        return part.matches() ? part.group("prefix") : withoutEnding(name);
    }

    private static String withoutEnding(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".gguf")
                ? path.substring(0, path.length() - ".gguf".length())
                : path;
    }

    private URI address(String repository, String path) {
        try {
            URI inside = new URI(null, null, repository + "/resolve/main/" + path, null);
            return base.resolve(inside);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
