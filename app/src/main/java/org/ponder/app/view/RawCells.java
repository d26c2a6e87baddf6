package org.ponder.app.view;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.RawText;
import org.ponder.app.viewmodel.Texts;

/** The lines of a reply's tokens and of its prompt. */
final class RawCells {
    private static final PseudoClass CONTROL = PseudoClass.getPseudoClass("control");

    private RawCells() {}

    /** A token, or a heading above some. */
    static final class Token extends ListCell<RawText.Row> {
        private final Label heading = new Label();
        private final Label number = new Label();
        private final Label id = new Label();
        private final Label piece = new Label();
        private final Label control = new Label();
        private final HBox row = new HBox(number, id, piece, control);

        Token(Texts texts) {
            heading.getStyleClass().add("raw-heading");
            number.getStyleClass().add("raw-number");
            id.getStyleClass().add("raw-id");
            piece.getStyleClass().add("raw-piece");
            control.setText(texts.get("raw.control"));
            control.getStyleClass().add("raw-control");
            row.getStyleClass().add("raw-row");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(RawText.@Nullable Row item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            switch (item) {
                case RawText.Heading title -> {
                    heading.setText(title.text());
                    setGraphic(heading);
                }
                case RawText.Token token -> {
                    number.setText(Integer.toString(token.number()));
                    id.setText(Integer.toString(token.id()));
                    piece.setText(token.piece());
                    piece.pseudoClassStateChanged(CONTROL, token.control());
                    control.setVisible(token.control());
                    setGraphic(row);
                }
                case null -> setGraphic(null);
            }
        }
    }

    /** A line of the prompt; what the template wrote differs from what a person did. */
    static final class PromptLine extends ListCell<RawText.Line> {
        private final TextFlow words = new TextFlow();

        PromptLine() {
            words.getStyleClass().add("raw-line");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(RawText.@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            words.getChildren().clear();
            if (line == null) {
                setGraphic(null);
                return;
            }
            for (var piece : line.pieces()) {
                Text text = new Text(piece.text());
                text.getStyleClass().add(piece.trusted() ? "raw-template" : "raw-person");
                words.getChildren().add(text);
            }
            if (line.pieces().isEmpty()) {
                words.getChildren().add(new Text(" "));
            }
            setGraphic(words);
        }
    }
}
