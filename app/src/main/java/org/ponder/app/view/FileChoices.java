package org.ponder.app.view;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks the user for files, in the way of the system. */
public interface FileChoices {

    /** A file that is there; null where the user chose none. */
    @Nullable Path open(String title, String kind, List<String> patterns);

    /** A file to be written; null where the user chose none. */
    @Nullable Path save(String title, String suggestedName);

    /** A folder that is there; null where the user chose none. */
    @Nullable Path folder(String title);

    /** The system's own dialogs over a window. */
    static FileChoices ofSystem(Supplier<@Nullable Window> owner) {
        return new FileChoices() {
            @Override
            public @Nullable Path open(String title, String kind, List<String> patterns) {
                FileChooser chooser = new FileChooser();
                chooser.setTitle(title);
                chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, patterns));
                return path(chooser.showOpenDialog(owner.get()));
            }

            @Override
            public @Nullable Path save(String title, String suggestedName) {
                FileChooser chooser = new FileChooser();
                chooser.setTitle(title);
                chooser.setInitialFileName(suggestedName);
                return path(chooser.showSaveDialog(owner.get()));
            }

            @Override
            public @Nullable Path folder(String title) {
                DirectoryChooser chooser = new DirectoryChooser();
                chooser.setTitle(title);
                return path(chooser.showDialog(owner.get()));
            }
        };
    }

    private static @Nullable Path path(@Nullable File file) {
        return file == null ? null : file.toPath();
    }
}
