package org.ponder.app.view;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.ComposerViewModel;
import org.ponder.app.viewmodel.ExchangeViewModel;
import org.ponder.app.viewmodel.Numbers;
import org.ponder.app.viewmodel.ReplyViewModel;
import org.ponder.app.viewmodel.TextSelection;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.ThoughtViewModel;
import org.ponder.app.viewmodel.WindowViewModel;

/** What is shown over the window: questions to the user, settings, shortcuts. */
final class Sheets {
    private static final int MOST_BUDGET = 1_000_000;

    private final WindowViewModel window;
    private final Texts texts;
    private final SheetPane pane;
    private final Consumer<String> browser;
    private final FileChoices files;

    /**
     * @param pane shows them
     * @param browser opens an address outside of Ponder
     * @param files asks the user for files
     */
    Sheets(WindowViewModel window, SheetPane pane, Consumer<String> browser, FileChoices files) {
        this.window = window;
        this.pane = pane;
        this.browser = browser;
        this.files = files;
        texts = window.workspace().texts();
    }

    /** Says how what was typed is thrown away. */
    void tellUnkept() {
        pane.tellUnkept();
    }

    /** Asks before an address is opened. */
    void askToOpen(String address) {
        Label shown = new Label(address);
        shown.setWrapText(true);
        shown.getStyleClass().add("address");
        ask(texts.get("link.ask"), shown, texts.get("link.open"), () -> browser.accept(address));
    }

    /** Asks for a budget of the user's own. */
    void askForBudget(ComposerViewModel composer) {
        TextField field = new TextField();
        int now = composer.budgetProperty().get();
        field.setText(now == 0 ? "" : Integer.toString(now));
        askText(
                texts.get("budget.own.ask"),
                field,
                texts.get("budget.own.invalid"),
                texts.get("ok"),
                text -> budget(text).isPresent(),
                text -> budget(text).ifPresent(composer::setBudget));
    }

    private static OptionalInt budget(String text) {
        try {
            int tokens = Numbers.whole(text);
            return tokens >= 1 && tokens <= MOST_BUDGET
                    ? OptionalInt.of(tokens)
                    : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Asks for the name of a folder and puts a conversation into it. */
    void newFolder(ChatsViewModel.Chat chat) {
        askText(
                texts.get("folder.new.ask"),
                new TextField(),
                "",
                texts.get("ok"),
                text -> !text.isBlank(),
                text -> window.chats().move(chat, text));
    }

    /** Asks before something is done that cannot be undone. */
    void confirm(String question, String action, Runnable done) {
        ask(question, new Region(), action, done).getStyleClass().add("danger");
    }

    /** Asks how something is to be exported. */
    void export(ExchangeViewModel.What what) {
        pane.show(new ExportSheet(window.exchange(), texts, files, what, pane::close));
    }

    /** Asks for an exported file and imports it. */
    void importFile() {
        Path file =
                files.open(
                        texts.get("import.title"),
                        texts.get("import.kind"),
                        ExchangeViewModel.SUFFIXES.stream().map(suffix -> "*" + suffix).toList());
        if (file != null) {
            window.exchange().importFiles(List.of(file));
        }
    }

    /** Asks for a model's file and takes it as if it had been dropped on the window. */
    void chooseModel() {
        Path file =
                files.open(
                        texts.get("model.choose.title"),
                        texts.get("model.choose.filter"),
                        List.of("*.gguf", "*.GGUF"));
        if (file != null) {
            window.drop(List.of(file));
        }
    }

    /** Shows a reply as the model sees it. */
    void raw(ReplyViewModel reply) {
        RawSheet sheet = new RawSheet(texts, pane::close);
        pane.showWide(sheet);
        window.conversation().transcript(reply, sheet);
    }

    /** Shows a reply beside another version of it, as large as the window allows. */
    void compare(ReplyViewModel reply) {
        CompareSheet sheet =
                new CompareSheet(
                        window.compare(reply),
                        new CellContext(window, new TextSelection(List.of()), this),
                        pane::close);
        pane.show(sheet);
        sheet.focusText();
    }

    /** Lets the user change a thought and has the model go on from there. */
    void editThought(ReplyViewModel reply) {
        TextArea area = new TextArea(reply.thought().text().strip());
        area.setWrapText(true);
        area.setPrefRowCount(16);
        Tabs.leave(area);
        area.getStyleClass().add("thought-editor");
        Button done =
                askText(
                        texts.get("thought.edit"),
                        area,
                        "",
                        texts.get("reply.continue"),
                        text -> !text.isBlank(),
                        text -> {});
        // It may be the work of an hour: the sheet stays until the store has it.
        done.setOnAction(event -> {
            done.setDisable(true);
            window.conversation()
                    .editThought(
                            reply,
                            area.getText(),
                            window.composer().choice(),
                            kept -> endEditing(area, done, kept));
        });
    }

    /** What was written goes with its sheet once it is kept; the user may have closed that. */
    private void endEditing(TextArea area, Button done, boolean kept) {
        if (area.getScene() == null) {
            return;
        }
        if (kept) {
            pane.close();
        } else {
            done.setDisable(false);
            area.requestFocus();
        }
    }

    /** Lets the user choose a line of a thought and has the model go on from its end. */
    void thoughtLines(ReplyViewModel reply) {
        LineList lines = new LineList(reply.thought().lines(), texts.get("thought.branch.ask"));
        Button done =
                ask(
                        texts.get("thought.branch.ask"),
                        lines,
                        texts.get("thought.branch"),
                        () -> goOnFrom(reply, lines.chosen()));
        lines.onChosen(done::fire);
        lines.requestFocus();
    }

    private void goOnFrom(ReplyViewModel reply, ThoughtViewModel.@Nullable Line line) {
        if (line != null) {
            window.conversation()
                    .editThought(
                            reply,
                            reply.thought().text().substring(0, line.end()),
                            window.composer().choice(),
                            kept -> {});
        }
    }

    /** Shows the library of models. */
    void library(LibrarySheet.Page page) {
        pane.showWide(new LibrarySheet(window.library(), texts, page, pane::close));
    }

    /** Shows the settings. */
    void settings() {
        pane.show(new SettingsSheet(window, pane::close));
    }

    /** Shows the settings again, at the language, which was changed. */
    void settingsAgain() {
        SettingsSheet sheet = new SettingsSheet(window, pane::close);
        pane.show(sheet);
        // Later: a box takes the keyboard only when it has been drawn.
        Platform.runLater(sheet::focusLanguage);
    }

    /** Whether the settings are shown. */
    boolean showsSettings() {
        return pane.shown() instanceof SettingsSheet;
    }

    /** Shows the keyboard shortcuts. */
    void shortcuts() {
        pane.showWide(new ShortcutSheet(texts, pane::close));
    }

    /**
     * Asks for a text.
     *
     * @param rule told while what is typed cannot be taken; empty where nothing needs to be said
     */
    private Button askText(
            String title,
            TextInputControl field,
            String rule,
            String ok,
            Predicate<String> valid,
            Consumer<String> take) {
        NameFor.control(field, title);
        Label why = new Label(rule);
        why.setId("sheet-rule");
        why.getStyleClass().add("sheet-note");
        why.setWrapText(true);
        why.setVisible(false);
        VBox content = TypedForm.of(new VBox(8, field));
        if (!rule.isEmpty()) {
            content.getChildren().add(why); // its place is kept, so that nothing jumps
        }
        Button done = ask(title, content, ok, () -> take.accept(field.getText()));
        field.textProperty()
                .subscribe(text -> {
                    boolean fits = valid.test(text);
                    done.setDisable(!fits);
                    why.setVisible(!fits && !text.isBlank());
                    field.setAccessibleHelp(why.isVisible() ? rule : null);
                });
        if (field instanceof TextField line) {
            line.setOnAction(event -> done.fire());
        }
        field.requestFocus();
        if (field instanceof TextArea) {
            field.end(); // a key must not replace all that is there
        } else {
            field.selectAll();
        }
        return done;
    }

    private Button ask(String title, Region content, String ok, Runnable action) {
        Label heading = new Label(title);
        heading.getStyleClass().add("sheet-title");
        heading.setWrapText(true);
        heading.setMinHeight(Region.USE_PREF_SIZE);
        Button cancel = new Button(texts.get("cancel"));
        cancel.setId("sheet-cancel");
        cancel.setCancelButton(true);
        cancel.setOnAction(event -> pane.close());
        Button done = new Button(ok);
        done.setId("sheet-ok");
        done.getStyleClass().add("accent");
        done.setOnAction(event -> {
            pane.close();
            action.run();
        });
        HBox buttons = new HBox(8, cancel, done);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox sheet = new VBox(16, heading, content, buttons);
        pane.show(sheet);
        return done;
    }
}
