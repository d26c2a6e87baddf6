package org.ponder.app;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ponder.app.models.BundledModel;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.DataFolder;
import org.ponder.app.store.SettingsFile;

/**
 * What stands behind the window and needs no part of it, so that it can be opened while JavaFX
 * still starts.
 *
 * @param bundled the file of the model that comes with Ponder
 * @param file keeps the settings
 * @param settings as they were read
 * @param conversations open; closed by the receiver
 * @param problems of saving, told on whatever thread meets them
 */
record Backstage(
        DataFolder folder,
        Path bundled,
        SettingsFile file,
        SettingsFile.Loaded settings,
        ConversationStore.Opened conversations,
        SavingProblems problems) {

    /**
     * Opens all of it.
     *
     * @param data the folder to keep everything in; null is the usual one
     * @throws IOException with one sentence, where the folder or the database cannot be used
     */
    static Backstage open(@Nullable Path data) throws IOException {
        DataFolder folder = DataFolder.open(data);
        Path bundled = BundledModel.file(folder.models());
        SettingsFile file = new SettingsFile(folder);
        SettingsFile.Loaded settings = file.load();
        SavingProblems problems = new SavingProblems();
        return new Backstage(
                folder,
                bundled,
                file,
                settings,
                ConversationStore.open(folder, problems),
                problems);
    }
}
