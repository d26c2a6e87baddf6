package org.ponder.app.view;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.ponder.app.exchange.ExportChoice;
import org.ponder.app.viewmodel.ExchangeViewModel;
import org.ponder.app.viewmodel.ExchangeViewModel.What;
import org.ponder.app.viewmodel.ExchangeViewModel.Wish;
import org.ponder.app.viewmodel.Texts;

/** Asks in which form a reply, a conversation or all of them are to be exported. */
final class ExportSheet extends VBox {
    private final ExchangeViewModel exchange;
    private final Texts texts;
    private final FileChoices files;
    private final What what;
    private final Runnable close;
    private final Choice<ExportChoice.Format> format;
    private final Choice<ExportChoice.Parts> parts;

    ExportSheet(
            ExchangeViewModel exchange, Texts texts, FileChoices files, What what, Runnable close) {
        this.exchange = exchange;
        this.texts = texts;
        this.files = files;
        this.what = what;
        this.close = close;
        format =
                new Choice<>(
                        texts.get("export.format"),
                        "format",
                        List.of(ExportChoice.Format.values()),
                        ExportChoice.Format.MARKDOWN,
                        each -> texts.get("export.format." + key(each)));
        parts =
                new Choice<>(
                        texts.get("export.parts"),
                        "parts",
                        List.of(ExportChoice.Parts.values()),
                        ExportChoice.Parts.BOTH,
                        each -> texts.get("export.parts." + key(each)));
        Label note = new Label();
        note.getStyleClass().add("sheet-note");
        note.setId("export-note");
        note.setWrapText(true);
        note.setMinHeight(66);
        note.setAlignment(Pos.TOP_LEFT);
        format.valueProperty()
                .subscribe(now -> {
                    boolean whole =
                            now == ExportChoice.Format.JSON && !(what instanceof What.Reply);
                    parts.setDisable(whole);
                    String told = texts.get("export.note." + (whole ? "whole" : key(now)));
                    boolean path = !whole && !(what instanceof What.Reply);
                    note.setText(
                            path
                                    ? texts.format(
                                            "export.note.both", told, texts.get("export.note.path"))
                                    : told);
                });
        GridPane rows = new GridPane(16, 12);
        Label formatName = new Label(texts.get("export.format"));
        Label partsName = new Label(texts.get("export.parts"));
        formatName.setMinWidth(USE_PREF_SIZE);
        partsName.setMinWidth(USE_PREF_SIZE);
        rows.addRow(0, formatName, format);
        rows.addRow(1, partsName, parts);
        GridPane.setHalignment(format, HPos.LEFT);
        setId("export");
        setSpacing(16);
        getChildren()
                .addAll(new SheetHead(title(), texts.get("close"), close), rows, note, buttons());
    }

    private String title() {
        return switch (what) {
            case What.Reply reply -> texts.get("export.title.reply");
            case What.Chat chat -> texts.format("export.title.chat", chat.title());
            case What.All all -> texts.get("export.title.all");
        };
    }

    private HBox buttons() {
        Button cancel = new Button(texts.get("cancel"));
        cancel.setCancelButton(true);
        cancel.setOnAction(event -> close.run());
        Button copy = new Button(texts.get("copy"));
        copy.setId("export-copy");
        copy.setOnAction(event -> {
            close.run();
            exchange.text(wish(), Clipboards::copy);
        });
        Button save = new Button(texts.get("export.save"));
        save.setId("export-save");
        save.getStyleClass().add("accent");
        save.setOnAction(event -> save());
        HBox buttons = new HBox(8, cancel, save);
        if (!(what instanceof What.All)) {
            buttons.getChildren().add(1, copy);
        }
        buttons.setAlignment(Pos.CENTER_RIGHT);
        return buttons;
    }

    private void save() {
        Wish wish = wish();
        Path target =
                wish.severalFiles()
                        ? files.folder(texts.get("export.folder"))
                        : files.save(texts.get("export.save"), wish.fileName());
        if (target != null) {
            close.run();
            exchange.export(wish, target);
        }
    }

    private Wish wish() {
        return new Wish(what, format.valueProperty().get(), parts.valueProperty().get());
    }

    private static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
