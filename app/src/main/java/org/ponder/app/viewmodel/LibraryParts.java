package org.ponder.app.viewmodel;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.ponder.app.download.DownloadTuning;
import org.ponder.app.models.ModelLibrary;
import org.ponder.app.models.Place;
import org.ponder.app.network.Network;
import org.ponder.app.remote.RemoteBook;
import org.ponder.app.store.DataFolder;
import org.ponder.app.store.Keyring;
import org.ponder.app.store.Secrets;

/**
 * What the library of models works with.
 *
 * @param models on this computer
 * @param network the one door to it
 * @param secrets of the user
 * @param remote the server that the user set up
 * @param measured file in which the memory's speed is kept
 * @param ways file in which mirror and proxy are kept
 * @param tuning of downloads
 */
public record LibraryParts(
        ModelLibrary models,
        Network network,
        Secrets secrets,
        RemoteBook remote,
        Path measured,
        Path ways,
        DownloadTuning tuning) {

    /**
     * In Ponder's folder, with the models of other applications.
     *
     * @param damaged told where a list of models that could not be read lies now
     */
    public static LibraryParts in(
            DataFolder folder,
            Map<String, String> environment,
            String system,
            Path home,
            Consumer<Path> damaged) {
        return new LibraryParts(
                new ModelLibrary(
                        folder.path(),
                        folder.models(),
                        Place.of(environment, system, home),
                        damaged),
                new Network(),
                new Secrets(
                        folder,
                        folder.isUsual(environment, system, home)
                                ? Keyring.of(system)
                                : Keyring.none()),
                new RemoteBook(folder.path()),
                folder.path().resolve("bandwidth"),
                folder.path().resolve("network.json"),
                DownloadTuning.defaults());
    }
}
