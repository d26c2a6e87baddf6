package org.ponder.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.text.Text;
import org.ponder.app.markdown.Span;
import org.ponder.app.markdown.SpanStyle;

/** Makes text nodes of spans; links hand their address over when they are clicked. */
final class SpanTexts {
    private final Consumer<String> open;

    SpanTexts(Consumer<String> open) {
        this.open = open;
    }

    List<Text> of(List<Span> spans) {
        List<Text> texts = new ArrayList<>();
        for (Span span : spans) {
            Text text = new Text(span.text());
            text.getStyleClass().add("words");
            for (SpanStyle style : span.styles()) {
                text.getStyleClass().add(style.name().toLowerCase(Locale.ROOT));
            }
            String target = span.target();
            if (target != null) {
                text.setOnMouseClicked(event -> {
                    if (event.isStillSincePress()) {
                        open.accept(target);
                    }
                });
            }
            texts.add(text);
        }
        return texts;
    }
}
