package org.ponder.app.view;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.ponder.app.markdown.MarkdownBlock;
import org.ponder.app.viewmodel.Block;

/** A block of code with its language and a button that copies it. */
final class CodeCard extends VBox {
    private final TextPane text;
    private final Label language = new Label();
    private final CellContext context;
    private String code = "";

    CodeCard(Block.Answer block, CellContext context) {
        this.context = context;
        text = new TextPane(block, context.selection());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button copy =
                Buttons.smallIcon(
                        "copy", context.texts().get("code.copy"), () -> Clipboards.copy(code));
        copy.getStyleClass().add("copy-code");
        HBox head = new HBox(language, space, copy);
        head.getStyleClass().add("code-head");
        StackPane padded = new StackPane(text);
        padded.getStyleClass().add("code-text");
        ScrollPane scroll = new ScrollPane(padded);
        scroll.getStyleClass().add("code-scroll");
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFitToHeight(true);
        scroll.setMinHeight(Region.USE_PREF_SIZE);
        getStyleClass().add("code-card");
        getChildren().addAll(head, scroll);
        setMinWidth(0);
    }

    void show(MarkdownBlock.Code block) {
        code = block.code();
        String name = block.language();
        language.setText(name.isEmpty() ? context.texts().get("code.plain") : name);
        text.show(code);
    }

    TextPane text() {
        return text;
    }
}
