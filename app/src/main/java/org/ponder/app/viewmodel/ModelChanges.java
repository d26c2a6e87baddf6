package org.ponder.app.viewmodel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.ponder.app.models.LibraryEntry;
import org.ponder.app.models.ModelLibrary;
import org.ponder.app.models.ModelNote;
import org.ponder.app.models.Place;

/** What can be changed about the models here: names, settings, the one to start with, whether. */
public final class ModelChanges {
    private final LibraryParts parts;
    private final Workspace workspace;
    private final ModelViewModel model;
    private final List<ModelRow> models;
    private final Way way;

    /**
     * How it gets about.
     *
     * @param window runs a task on the window's thread, later
     * @param beside runs a task beside the window
     * @param problem told what went wrong, on the window's thread
     * @param refresh looks for models anew
     */
    record Way(
            Consumer<Runnable> window,
            Consumer<Runnable> beside,
            Consumer<String> problem,
            Runnable refresh) {}

    /**
     * @param models those here, as they are shown
     */
    ModelChanges(
            LibraryParts parts,
            Workspace workspace,
            ModelViewModel model,
            List<ModelRow> models,
            Way way) {
        this.parts = parts;
        this.workspace = workspace;
        this.model = model;
        this.models = models;
        this.way = way;
    }

    private String sentence(Exception e) {
        return new Sentences(workspace.texts()).of(e);
    }

    /**
     * Gives a model another name; an empty one is its own.
     *
     * @return false where the problem says why it cannot be
     */
    public boolean rename(ModelRow row, String name) {
        return note(row, note -> note.withName(name));
    }

    /** What is set for a model alone, to be changed. */
    public ModelNoteViewModel settingsOf(ModelRow row) {
        return new ModelNoteViewModel(
                parts.models().note(row.entry().file()), workspace.texts(), note -> set(row, note));
    }

    /** Keeps what was set; a model that is loaded and not at work takes it at once. */
    private void set(ModelRow row, ModelNote note) {
        ModelNote.Loading before = parts.models().note(row.entry().file()).loading();
        note(row, old -> note);
        if (model.isCurrent(row.entry().file())
                && !before.equals(note.loading())
                && !workspace.host().busy()) {
            model.reload();
        }
    }

    private boolean note(ModelRow row, UnaryOperator<ModelNote> change) {
        Path file = row.entry().file();
        try {
            parts.models().setNote(file, change.apply(parts.models().note(file)));
            model.renamed(file);
            way.refresh().run();
            return true;
        } catch (IOException e) {
            way.problem().accept(sentence(e));
        } catch (IllegalArgumentException tooLong) {
            way.problem()
                    .accept(
                            workspace
                                    .texts()
                                    .format("library.rename.long", ModelNote.LONGEST_NAME));
        }
        return false;
    }

    /** Chooses the model that Ponder starts with, or leaves that to the last one. */
    public void setStandard(ModelRow row, boolean standard) {
        try {
            parts.models()
                    .setStandard(standard ? Optional.of(row.entry().file()) : Optional.empty());
            way.refresh().run();
        } catch (IOException e) {
            way.problem().accept(sentence(e));
        }
    }

    /** Bytes that deleting a model frees, for people. */
    private String freed(ModelRow row) {
        return ByteSizes.text(workspace.texts(), ModelLibrary.size(row.entry()));
    }

    /** What is asked before {@link #remove}, with all that it takes away. */
    public String askToRemove(ModelRow row) {
        Texts texts = workspace.texts();
        LibraryEntry entry = row.entry();
        if (entry.own()) {
            return texts.format("library.delete.ask", entry.name(), freed(row));
        }
        Optional<Path> folder = parts.models().folderOf(entry.file());
        if (folder.isEmpty()) {
            return texts.format("library.forget.ask", entry.name());
        }
        long count =
                models.stream()
                        .filter(each -> each.entry().keeper() == Place.Keeper.USER)
                        .map(each -> parts.models().folderOf(each.entry().file()))
                        .filter(folder::equals)
                        .count();
        return texts.format("library.forget.folder.ask", folder.get(), count);
    }

    /** Deletes one of Ponder's own models, or takes another off the list. */
    public void remove(ModelRow row) {
        LibraryEntry entry = row.entry();
        if (model.isCurrent(entry.file())) {
            model.loadBundled(); // lets go of the file
        }
        way.beside()
                .accept(() -> {
                    try {
                        if (entry.own()) {
                            parts.models().delete(entry);
                        } else {
                            parts.models().forget(entry.file());
                        }
                        way.window().accept(way.refresh());
                    } catch (IOException e) {
                        way.window().accept(() -> way.problem().accept(sentence(e)));
                    }
                });
    }
}
