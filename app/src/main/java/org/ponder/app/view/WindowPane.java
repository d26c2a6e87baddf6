package org.ponder.app.view;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.Conversation;
import org.ponder.app.viewmodel.ExchangeViewModel;
import org.ponder.app.viewmodel.Preferences;
import org.ponder.app.viewmodel.TextSelection;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/**
 * All that is seen in the window, in one language: chats at the left, the open one in the middle.
 */
final class WindowPane extends StackPane {
    /** Of the bar on top, with letters of the usual size: for all names in it, and a title. */
    private static final double ROOM_FOR_NAMES = 520;

    private final WindowViewModel window;
    private final Texts texts;
    private final Preferences preferences;
    private final SheetPane sheet;
    private final Sheets sheets;
    private final SidebarView sidebar;
    private final ComposerView composer;
    private final ConversationView conversation;
    private final ModelPicker picker;

    /** Where the keyboard was when a conversation began to be opened. */
    private @Nullable Keyboard atOpening;

    /**
     * @param browser opens an address outside of Ponder, after the user agreed
     * @param files asks the user for files
     */
    WindowPane(WindowViewModel window, Consumer<String> browser, FileChoices files) {
        this.window = window;
        texts = window.workspace().texts();
        preferences = window.workspace().preferences();
        sheet = new SheetPane(window.workspace());
        sheets = new Sheets(window, sheet, browser, files);
        picker = new ModelPicker(window, sheets);
        sidebar = new SidebarView(window, sheets);
        composer = new ComposerView(window, sheets);
        sheet.goHomeTo(composer::focus);
        TextSelection selection = new TextSelection(window.conversation().blocks(), window.find());
        conversation =
                new ConversationView(new CellContext(window, selection, sheets), composer::focus);
        NoticeView notice = new NoticeView(window.workspace().notices(), texts);
        BorderPane main = new BorderPane(middle(notice));
        main.setTop(
                new VBox(
                        toolbar(),
                        new Banner("remote-banner", window.library().remote().bannerProperty()),
                        new Banner("serve-banner", window.library().serving().bannerProperty()),
                        conversation.findBar()));
        main.setBottom(bottom());
        Weakly.follow(this, preferences.sidebarProperty(), shown -> arrange(main, shown));
        Label drop = new Label(texts.get("model.drop"));
        drop.getStyleClass().add("drop-card");
        StackPane dropTarget = new StackPane(drop);
        dropTarget.getStyleClass().add("drop-target");
        dropTarget.setVisible(false);
        dropTarget.setMouseTransparent(true);
        getStyleClass().add("ponder");
        getChildren().addAll(sheet.pane(), sheet.over(), dropTarget);
        acceptDrops(dropTarget);
        addEventFilter(KeyEvent.KEY_PRESSED, this::shortcut);
        addEventHandler(KeyEvent.KEY_PRESSED, sidebar::leaveTrash); // where nothing else is open
        Weakly.follow(this, window.conversation().openingProperty(), this::holdKeyboard);
        Weakly.follow(
                this,
                window.conversation().conversationProperty(),
                open -> {
                    // Asked now: what has the keyboard may be about to go.
                    if (open == null || !typesElsewhere()) {
                        Platform.runLater(this::focusQuestion);
                    }
                });
    }

    /** Proposes a question; for the first start. */
    void greet() {
        composer.greet(texts.format("suggestion.1"));
    }

    /** Goes on where another left off that was in another language. */
    void goOnFrom(WindowPane before) {
        conversation.goOnFrom(before.conversation);
        sidebar.goOnFrom(before.sidebar);
        before.conversation.dispose();
    }

    private void holdKeyboard(boolean opening) {
        if (opening) {
            atOpening = Keyboard.of(this);
        } else {
            Platform.runLater(() -> {
                if (!window.conversation().openingProperty().get()) {
                    atOpening = null;
                }
            });
        }
    }

    /** Whether the user has gone on to something else while a conversation was being opened. */
    private boolean typesElsewhere() {
        Keyboard before = atOpening;
        Keyboard now = Keyboard.of(this);
        return before != null
                && now.owner() != null
                && !now.equals(before)
                && !composer.holdsFocus();
    }

    /**
     * Where the keyboard is.
     *
     * @param owner the node that has it; null where none has
     * @param text what is written there
     */
    private record Keyboard(@Nullable Node owner, String text) {
        static Keyboard of(Node pane) {
            Node owner = pane.getScene() == null ? null : pane.getScene().getFocusOwner();
            return new Keyboard(
                    owner, owner instanceof TextInputControl field ? field.getText() : "");
        }
    }

    /** Not under a sheet, which has the keyboard, nor while one chat after the other is deleted. */
    private void focusQuestion() {
        if (!sheet.isShown() && !sidebar.isDeleting()) {
            composer.focus();
        }
    }

    /** Whether the window may close: where something would be lost, only when it is asked again. */
    boolean mayClose() {
        List<String> lost = new ArrayList<>();
        if (sheet.holdsWords() || window.conversation().holdsEdits()) {
            lost.add(texts.get("words.close"));
        }
        if (window.exchange().runningProperty().get() != null) {
            lost.add(texts.get("task.close"));
        }
        String ask = String.join(" ", lost);
        if (lost.isEmpty() || window.workspace().notices().tells(ask)) {
            return true;
        }
        window.workspace().notices().tell(ask);
        return false;
    }

    /** Whether the settings are shown, in which the language is chosen. */
    boolean showsSettings() {
        return sheets.showsSettings();
    }

    /** Shows the settings where the user left them. */
    void showSettingsAgain() {
        sheets.settingsAgain();
    }

    private void arrange(BorderPane main, boolean sidebarShown) {
        BorderPane whole = new BorderPane(main);
        if (sidebarShown) {
            whole.setLeft(sidebar);
        }
        getChildren().removeIf(BorderPane.class::isInstance);
        getChildren().addFirst(whole);
    }

    private StackPane middle(NoticeView notice) {
        EmptyView empty = new EmptyView(window, sheets);
        // Where the window is small and the letters are large, it scrolls.
        ScrollPane greeting = new ScrollPane(empty);
        greeting.setFitToWidth(true);
        greeting.setFitToHeight(true);
        greeting.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        greeting.setMinHeight(0);
        greeting.setFocusTraversable(false);
        greeting.getStyleClass().add("settings-scroll");
        greeting.visibleProperty().bind(window.conversation().emptyProperty());
        conversation.visibleProperty().bind(window.conversation().emptyProperty().not());
        VBox low = new VBox(8, new TaskView(window.exchange(), texts));
        low.setAlignment(Pos.BOTTOM_CENTER);
        low.setPickOnBounds(false);
        low.setMaxHeight(Region.USE_PREF_SIZE);
        StackPane.setAlignment(low, Pos.BOTTOM_CENTER);
        Insets around = new Insets(0, 24, 16, 24);
        StackPane.setMargin(low, around);
        StackPane.setMargin(notice, around);
        // What is told while a sheet is open must not come and go behind it.
        sheet.pane()
                .displayProperty()
                .subscribe(shown -> {
                    if (shown) {
                        sheet.over().getChildren().addFirst(notice);
                    } else {
                        low.getChildren().add(notice);
                    }
                });
        return new StackPane(conversation, greeting, low);
    }

    private HBox toolbar() {
        Label title = new Label();
        title.getStyleClass().add("conversation-title");
        title.setTextOverrun(OverrunStyle.ELLIPSIS);
        title.setMinWidth(0);
        Weakly.follow(title, window.conversation().titleProperty(), title::setText);
        var show =
                Buttons.icon(
                        "sidebar",
                        texts.get("sidebar.toggle"),
                        () -> preferences.sidebarProperty().set(true));
        show.visibleProperty().bind(preferences.sidebarProperty().not());
        show.managedProperty().bind(show.visibleProperty());
        // Where room lacks, the title gives way first, then the model's name.
        title.setPrefWidth(0);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        FullText.whereCut(title);
        ModeChoice modes = new ModeChoice(preferences, texts);
        modes.setMinWidth(Region.USE_PREF_SIZE);
        DownloadGlance downloads =
                new DownloadGlance(
                        window.library().downloads(),
                        texts,
                        () -> sheets.library(LibrarySheet.Page.GET));
        HBox bar = new HBox(show, picker, downloads, title, modes);
        bar.getStyleClass().add("toolbar");
        Runnable fit =
                () ->
                        modes.showNames(
                                bar.getWidth()
                                        >= ROOM_FOR_NAMES * preferences.fontScaleProperty().get());
        bar.widthProperty().subscribe(fit);
        Weakly.follow(bar, preferences.fontScaleProperty(), scale -> fit.run());
        return bar;
    }

    private VBox bottom() {
        Banner problem = new Banner("model-problem", modelProblem());
        Column column = new Column(new VBox(8, problem, composer));
        column.translateXProperty()
                .bind(
                        Bindings.when(conversation.visibleProperty())
                                .then(conversation.shift())
                                .otherwise(0));
        VBox bottom = new VBox(column);
        bottom.getStyleClass().add("composer-row");
        return bottom;
    }

    /** Beside nothing asked yet it is said already, and larger. */
    private StringBinding modelProblem() {
        var why = window.model().problemProperty();
        var empty = window.conversation().emptyProperty();
        return Bindings.createStringBinding(
                () ->
                        why.get().isEmpty() || empty.get()
                                ? ""
                                : texts.get("model.failed") + "\n" + why.get(),
                why,
                empty);
    }

    private void acceptDrops(StackPane target) {
        addEventHandler(
                DragEvent.DRAG_OVER,
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                        target.setVisible(true);
                        event.consume();
                    }
                });
        addEventHandler(DragEvent.DRAG_EXITED, event -> target.setVisible(false));
        addEventHandler(
                DragEvent.DRAG_DROPPED,
                event -> {
                    target.setVisible(false);
                    List<Path> files =
                            event.getDragboard().getFiles().stream().map(File::toPath).toList();
                    window.drop(files);
                    event.setDropCompleted(true);
                    event.consume();
                });
    }

    /** Does what a key means anywhere in the window. */
    void shortcut(KeyEvent event) {
        if (Shortcut.CLOSE.matches(event)) {
            if (sheet.hide()) {
                event.consume();
            }
            return; // what else is open closes itself
        }
        // A key must not replace a sheet in which something is being typed, or act behind it.
        boolean covered = sheet.isShown();
        for (Shortcut shortcut : Shortcut.values()) {
            if (shortcut.place() == Shortcut.Place.ANYWHERE
                    && (!covered || shortcut.actsUnderSheets())
                    && shortcut.matches(event)) {
                run(shortcut);
                event.consume();
                return;
            }
        }
    }

    /** Where the keyboard belongs when it is nowhere. */
    void focusHome() {
        if (!sheet.focus()) {
            composer.focus();
        }
    }

    /** From the conversations to the open one, to the question, and again. */
    private void focusNextPart() {
        if (sidebar.holdsFocus()) {
            if (conversation.isVisible()) {
                conversation.focus();
            } else {
                composer.focus();
            }
        } else if (composer.holdsFocus() && preferences.sidebarProperty().get()) {
            sidebar.focusList();
        } else {
            composer.focus();
        }
    }

    /** Lets the user choose a line of the last thought, where there is one and nothing runs. */
    private void branch() {
        window.conversation().replies().reversed().stream()
                .filter(reply -> !reply.thought().isEmpty())
                .findFirst()
                .filter(reply -> window.conversation().runningProperty().get() == null)
                .ifPresent(sheets::thoughtLines);
    }

    /** Puts the last reply that has versions beside another one of them. */
    private void compare() {
        window.conversation().replies().reversed().stream()
                .filter(reply -> reply.place().versions() > 1)
                .findFirst()
                .ifPresentOrElse(
                        sheets::compare,
                        () -> window.workspace().notices().tell(texts.get("compare.none")));
    }

    private void run(Shortcut shortcut) {
        switch (shortcut) {
            case NEXT_PART -> focusNextPart();
            case MODEL -> picker.show();
            case GAUGES -> composer.showGauges();
            case NEW_CHAT -> window.newChat();
            case SEARCH -> {
                window.chats().trashProperty().set(false); // nothing is looked for in it
                preferences.sidebarProperty().set(true);
                sidebar.focusSearch();
            }
            case FIND -> conversation.find();
            case FIND_NEXT -> window.find().next();
            case EXPORT -> {
                Conversation open = window.conversation().conversationProperty().get();
                sheets.export(
                        open == null
                                ? new ExchangeViewModel.What.All()
                                : new ExchangeViewModel.What.Chat(
                                        open.id(), window.conversation().title()));
            }
            case SIDEBAR -> preferences.sidebarProperty().set(!preferences.sidebarProperty().get());
            case CYCLE_THOUGHTS -> preferences.cycleThoughtMode();
            case FOLD_LAST -> conversation.toggleLast();
            case BRANCH -> branch();
            case COMPARE -> compare();
            case ANSWER_NOW -> window.conversation().answerNow();
            case STOP -> window.conversation().stop();
            case THINK -> window.composer().setThink(!window.composer().thinkProperty().get());
            case LATEST -> conversation.toEnd();
            case LARGER -> preferences.zoom(1);
            case SMALLER -> preferences.zoom(-1);
            case USUAL_SIZE -> preferences.zoom(0);
            case SETTINGS -> sheets.settings();
            case SHORTCUTS -> sheets.shortcuts();
            // These mean something in their places only, and are handled there.
            case CLOSE,
                    SEND,
                    NEWLINE,
                    OPEN_CHAT,
                    RENAME_CHAT,
                    DELETE_CHAT,
                    UNDO_DELETE,
                    CHAT_MENU,
                    NEXT_MATCH,
                    PREVIOUS_MATCH,
                    COPY,
                    SELECT_ALL,
                    LINE_DOWN,
                    LINE_UP,
                    PAGE_DOWN,
                    PAGE_UP,
                    BEGINNING,
                    END -> {}
        }
    }
}
