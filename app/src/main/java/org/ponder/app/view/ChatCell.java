package org.ponder.app.view;

import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.SearchHit;
import org.ponder.app.viewmodel.ChatsViewModel;
import org.ponder.app.viewmodel.Texts;

/** One line of the list of conversations. */
final class ChatCell extends ListCell<ChatsViewModel.Entry> {
    private final Texts texts;
    private final ChatActions actions;
    private @Nullable Look look;

    /** What is seen of a chat; it is asked in without a change of it. */
    private record Look(
            long id, String title, boolean pinned, @Nullable String folder, boolean answering) {}

    ChatCell(Texts texts, ChatActions actions) {
        this.texts = texts;
        this.actions = actions;
        setOnMouseClicked(event -> {
            if (event.getButton() != MouseButton.PRIMARY || getItem() == null) {
                return;
            }
            if (event.getClickCount() == 2
                    && getItem() instanceof ChatsViewModel.Chat chat
                    && !chat.deleted()) {
                actions.renaming().begin(chat);
            } else {
                actions.open(getItem());
            }
        });
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(ChatsViewModel.@Nullable Entry entry, boolean empty) {
        super.updateItem(entry, empty);
        Look before = look;
        look = look(entry);
        if (look != null && look.equals(before)) {
            return;
        }
        setText(null);
        setContextMenu(null);
        switch (entry) {
            case ChatsViewModel.Heading heading -> {
                Label label = new Label(heading.text());
                label.getStyleClass().add("list-heading");
                setGraphic(label);
                setAccessibleText(heading.text());
            }
            case ChatsViewModel.Folder folder -> {
                setGraphic(folder(folder));
                setAccessibleText(
                        texts.format(
                                "folder.accessible",
                                folder.name(),
                                folder.chats(),
                                folder.open() ? 1 : 0));
            }
            case ChatsViewModel.Chat chat -> {
                setGraphic(chat.deleted() ? deleted(chat) : row(chat));
                setAccessibleText(told(chat));
            }
            case null -> {
                setGraphic(null);
                setAccessibleText(null);
            }
        }
    }

    /** What a screen reader tells of a chat: all that its line shows. */
    private String told(ChatsViewModel.Chat chat) {
        SearchHit hit = chat.hit();
        String told = chat.title();
        if (hit != null) {
            told =
                    hit.matches().isEmpty() || hit.part() == SearchHit.Part.TITLE
                            ? texts.format("sidebar.hit.accessible", told, placeOf(hit))
                            : texts.format(
                                    "sidebar.hit.accessible.snippet",
                                    told,
                                    placeOf(hit),
                                    hit.snippet());
        }
        if (actions.isAnswering(chat)) {
            told = texts.format("conversation.answering", told);
        }
        return chat.summary().pinned() && !chat.deleted()
                ? texts.format("conversation.pinned", told)
                : told;
    }

    /** Null where it is made anew each time: hits, what is deleted, and what is being renamed. */
    private @Nullable Look look(ChatsViewModel.@Nullable Entry entry) {
        return entry instanceof ChatsViewModel.Chat chat
                        && chat.hit() == null
                        && !chat.deleted()
                        && !actions.renaming().of(chat)
                ? new Look(
                        chat.summary().id(),
                        chat.title(),
                        chat.summary().pinned(),
                        chat.summary().folder(),
                        actions.isAnswering(chat))
                : null;
    }

    private HBox folder(ChatsViewModel.Folder folder) {
        Label name = FullText.whereCut(new Label(folder.name()));
        name.setMinWidth(0);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label count = new Label(texts.format("folder.count", folder.chats()));
        count.setMinWidth(USE_PREF_SIZE);
        HBox row =
                new HBox(
                        new Icon(folder.open() ? "chevron-down" : "chevron-right", 14),
                        new Icon("folder", 14),
                        name,
                        space,
                        count);
        row.getStyleClass().addAll("list-heading", "folder-row");
        row.prefWidthProperty().bind(widthProperty());
        return row;
    }

    private HBox row(ChatsViewModel.Chat chat) {
        VBox words = new VBox();
        if (actions.renaming().of(chat)) {
            words.getChildren().add(actions.renaming().field());
        } else {
            words.getChildren().add(title(chat));
        }
        SearchHit hit = chat.hit();
        if (hit != null) {
            words.getChildren().add(place(hit));
            if (!hit.matches().isEmpty() && hit.part() != SearchHit.Part.TITLE) {
                words.getChildren().add(new SnippetFlow(hit));
            }
        }
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new Row();
        row.getChildren().add(words);
        if (actions.isAnswering(chat)) {
            Region mark = new Region();
            mark.getStyleClass().add("answering");
            row.getChildren().add(mark);
        }
        row.getChildren().add(actions.menuButton(chat));
        if (chat.summary().pinned()) {
            row.getChildren().addFirst(new Icon("pin", 14));
        }
        row.getStyleClass().add("conversation-row");
        if (chat.summary().folder() != null && !chat.summary().pinned() && hit == null) {
            row.getStyleClass().add("in-folder");
        }
        // A cell sets its graphic at its preferred width; the row is to fill the cell.
        row.prefWidthProperty().bind(widthProperty());
        setContextMenu(actions.menu(chat));
        return row;
    }

    private static Label title(ChatsViewModel.Chat chat) {
        Label title = FullText.whereCut(new Label(chat.title()));
        title.getStyleClass().add("title");
        return title;
    }

    private Label place(SearchHit hit) {
        Label place = new Label(placeOf(hit));
        place.getStyleClass().add("hit-place");
        return place;
    }

    private String placeOf(SearchHit hit) {
        return texts.get("sidebar.hit." + hit.part().name().toLowerCase(Locale.ROOT));
    }

    private HBox deleted(ChatsViewModel.Chat chat) {
        Label title = title(chat);
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        var restore =
                Buttons.smallIcon(
                        "restore", texts.get("trash.restore"), () -> actions.restore(chat));
        restore.getStyleClass().add("restore");
        var purge = Buttons.smallIcon("trash", texts.get("trash.purge"), () -> actions.purge(chat));
        purge.getStyleClass().add("purge");
        HBox row = new HBox(title, restore, purge);
        row.getStyleClass().addAll("conversation-row", "deleted");
        row.prefWidthProperty().bind(widthProperty());
        return row;
    }

    /** As high as its words are at the width of the cell, which does not ask for that. */
    private final class Row extends HBox {
        @Override
        protected double computePrefHeight(double width) {
            double cell = ChatCell.this.getWidth();
            return super.computePrefHeight(
                    width >= 0 ? width : cell > 0 ? cell : SidebarView.WIDTH);
        }
    }

    /** The text around a match, with the words that were searched for set off. */
    private static final class SnippetFlow extends TextFlow {
        private static final int BEFORE = 14;

        /** About two lines of Latin letters; a Chinese one is as wide as two of them. */
        private static final int MOST_COLUMNS = 56;

        SnippetFlow(SearchHit hit) {
            String text = hit.snippet();
            SearchHit.Range first = hit.matches().getFirst();
            int at = first.start() <= BEFORE ? 0 : text.indexOf(' ', first.start() - BEFORE) + 1;
            at = at > first.start() ? first.start() : at;
            int end = Math.max(first.end(), endOfColumns(text, at));
            add(at > 0 ? "…" : "", false);
            for (SearchHit.Range range : hit.matches()) {
                if (range.end() <= end) {
                    add(text.substring(at, range.start()), false);
                    add(text.substring(range.start(), range.end()), true);
                    at = range.end();
                }
            }
            add(text.substring(at, end) + (end < text.length() ? "…" : ""), false);
            getStyleClass().add("snippet-flow");
            setMinWidth(0);
        }

        private static int endOfColumns(String text, int start) {
            int end = start;
            int columns = 0;
            while (end < text.length() && columns < MOST_COLUMNS) {
                int point = text.codePointAt(end);
                columns += Character.isIdeographic(point) ? 2 : 1;
                end += Character.charCount(point);
            }
            return end;
        }

        private void add(String piece, boolean match) {
            if (!piece.isEmpty()) {
                Text text = new Text(piece);
                text.getStyleClass().add(match ? "snippet-match" : "snippet-words");
                getChildren().add(text);
            }
        }
    }
}
