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
    private final CodeText text;
    private final Label language = new Label();
    private final CellContext context;
    private String code = "";
    private String coloured = "";

    CodeCard(Block.Answer block, CellContext context) {
        this.context = context;
        text = new CodeText(block, context.selection());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button copy = CopyButton.of(context.texts(), "code.copy", () -> code);
        copy.getStyleClass().add("copy-code");
        HBox head = new HBox(language, space, copy);
        head.getStyleClass().add("code-head");
        getStyleClass().add("code-card");
        getChildren().addAll(head, text);
        setMinWidth(0);
    }

    void show(MarkdownBlock.Code block) {
        code = block.code();
        String name = block.language();
        language.setText(name.isEmpty() ? context.texts().get("code.plain") : name);
        text.show(code);
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

    CodeText text() {
        return text;
    }
}
