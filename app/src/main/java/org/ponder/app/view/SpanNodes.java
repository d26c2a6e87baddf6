package org.ponder.app.view;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.ponder.app.markdown.Span;
import org.ponder.app.markdown.SpanStyle;

/** Makes nodes of spans; links hand their address over, formulas are drawn. */
final class SpanNodes {
    private final Consumer<String> open;
    private final FormulaImages formulas;

    /**
     * @param open takes the address of a link that was clicked
     */
    SpanNodes(Consumer<String> open, FormulaImages formulas) {
        this.open = open;
        this.formulas = formulas;
    }

    /**
     * The node of a span.
     *
     * @param cannot called where it is a formula that cannot be drawn
     */
    Node node(Span span, Runnable cannot) {
        return span.styles().contains(SpanStyle.FORMULA)
                ? new FormulaNode(span.text(), formulas, cannot)
                : text(span);
    }

    /** The words of a span; of a formula, its source. */
    Text text(Span span) {
        Text text = new Text(span.text());
        text.getStyleClass().add("words");
        for (SpanStyle style : span.styles()) {
            text.getStyleClass().add(style.name().toLowerCase(Locale.ROOT));
        }
        String target = span.target();
        if (target != null) {
            link(text, target);
        }
        return text;
    }

    private void link(Text text, String target) {
        text.setAccessibleRole(AccessibleRole.HYPERLINK);
        text.setAccessibleText(text.getText());
        text.setAccessibleHelp(target);
        text.setFocusTraversable(true);
        text.setOnMouseClicked(event -> {
            if (event.isStillSincePress()) {
                open.accept(target);
            }
        });
        text.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                open.accept(target);
                event.consume();
            }
        });
    }
}
