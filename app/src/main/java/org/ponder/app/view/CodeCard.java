package org.ponder.app.view;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ponder.app.markdown.MarkdownBlock;
import org.ponder.app.viewmodel.Block;

/** A block of code with its language and a button that copies it. */
final class CodeCard extends VBox {
    /** So many lines can be laid out at once without a pause that is felt. */
    private static final int MORE_LINES = 240;

    private final CodeText text;
    private final Label language = new Label();
    private final Button more = new Button();
    private final CellContext context;
    private String code = "";
    private String coloured = "";

    CodeCard(Block.Answer block, CellContext context) {
        this.context = context;
        text = new CodeText(block, context.selection(), context.texts());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button copy = CopyButton.of(context.texts(), "code.copy", () -> code);
        copy.getStyleClass().add("copy-code");
        HBox head = new HBox(language, space, copy);
        head.getStyleClass().add("code-head");
        getStyleClass().add("code-card");
        text.showMore(block.block().moreLines());
        more.getStyleClass().addAll("quiet", "more-lines");
        more.managedProperty().bind(more.visibleProperty());
        more.setOnAction(event -> {
            block.block().showMoreLines(Math.min(MORE_LINES, text.hiddenLines()));
            text.showMore(block.block().moreLines());
            tellMore();
        });
        getChildren().addAll(head, text, more);
        tellMore();
        setMinWidth(0);
    }

    void show(MarkdownBlock.Code block) {
        code = block.code();
        String name = block.language();
        language.setText(name.isEmpty() ? context.texts().get("code.plain") : name);
        text.show(code);
        tellMore();
        if (!name.equals(coloured)) {
            coloured = name;
            context.highlighters()
                    .load(
                            name,
                            rules -> {
                                // The name itself comes in pieces, too.
                                if (name.equals(coloured)) {
                                    text.highlight(rules);
                                }
                            });
        }
    }

    private void tellMore() {
        int hidden = text.hiddenLines();
        more.setVisible(hidden > 0);
        more.setText(
                context.texts().format("code.more", Math.min(MORE_LINES, hidden), text.lines()));
    }

    CodeText text() {
        return text;
    }
}
