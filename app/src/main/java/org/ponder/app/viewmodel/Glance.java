package org.ponder.app.viewmodel;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of downloads while their page is not.
 *
 * @param name of the model that is on its way
 * @param line what its download does, or why it cannot go on
 * @param share that is here; negative where it is not known
 * @param failed whether it cannot go on by itself
 */
public record Glance(String name, String line, double share, boolean failed) {
    /** Of one that runs, or else of one that failed; null where there is none. */
    static @Nullable Glance of(List<DownloadViewModel> downloads) {
        return Stream.of(
                        DownloadViewModel.State.RUNNING,
                        DownloadViewModel.State.PAUSING,
                        DownloadViewModel.State.FAILED)
                .flatMap(state ->
                        downloads.stream().filter(one -> one.stateProperty().get() == state))
                .findFirst()
                .map(Glance::of)
                .orElse(null);
    }

    private static Glance of(DownloadViewModel download) {
        return new Glance(
                download.name(),
                download.lineProperty().get(),
                download.shareProperty().get(),
                download.stateProperty().get() == DownloadViewModel.State.FAILED);
    }
}
