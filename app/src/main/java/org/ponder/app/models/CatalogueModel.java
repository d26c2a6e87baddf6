package org.ponder.app.models;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ponder.engine.tensor.KvType;

/**
 * A model that can be downloaded.
 *
 * @param id never changes
 * @param name to show
 * @param repository on the hub, OWNER/NAME
 * @param files of the model, in order
 * @param sha256 of each file; empty where only the hub tells them
 * @param bytes of all files, about
 * @param contextTokens the model was made for
 * @param cacheValuesPerToken keys and values of one token of a conversation
 * @param activeShare share of the weights that one token is multiplied with
 * @param licence short, for people
 */
public record CatalogueModel(
        String id,
        String name,
        String repository,
        List<String> files,
        List<String> sha256,
        long bytes,
        int contextTokens,
        long cacheValuesPerToken,
        double activeShare,
        String licence) {
    /** The hub that repositories are on, where no mirror is chosen. */
    public static final URI HUB = URI.create("https://huggingface.co/");

    private static final Pattern REPOSITORY =
            Pattern.compile("[A-Za-z0-9][\\w.-]{0,95}/[A-Za-z0-9][\\w.-]{0,95}");

    public CatalogueModel {
        files = List.copyOf(files);
        sha256 = List.copyOf(sha256);
        if (!isRepository(repository)
                || files.isEmpty()
                || !(sha256.isEmpty() || sha256.size() == files.size())
                || bytes < 1
                || contextTokens < 1
                || cacheValuesPerToken < 1
                || !(activeShare > 0 && activeShare <= 1)) {
            throw new IllegalArgumentException("The catalogue's entry " + id + " is not complete.");
        }
    }

    /** Whether a text is OWNER/NAME. */
    public static boolean isRepository(String text) {
        return REPOSITORY.matcher(text).matches() && !text.contains("..");
    }

    /**
     * Addresses of the files.
     *
     * @param hub or a mirror of it; ends in a slash
     */
    public List<URI> addresses(URI hub) {
        List<URI> addresses = new ArrayList<>();
        for (String file : files) {
            addresses.add(hub.resolve(repository + "/resolve/main/" + file));
        }
        return addresses;
    }

    /**
     * Whether it would run here.
     *
     * @param cacheType how conversations keep keys and values
     */
    public Fit fit(Machine machine, int chosenContext, KvType cacheType, double bandwidth) {
        return Fit.of(
                bytes,
                (long) (bytes * activeShare),
                cacheType.bytes(cacheValuesPerToken),
                Math.min(contextTokens, chosenContext > 0 ? chosenContext : Fit.USUAL_CONTEXT),
                machine,
                bandwidth);
    }
}
