package org.ponder.app.view;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.DownloadsViewModel;
import org.ponder.app.viewmodel.Glance;
import org.ponder.app.viewmodel.Texts;

/** Shows, beside the model's name, how far a download is, and leads to it. */
final class DownloadGlance extends Button {
    private final Texts texts;
    private final Icon icon = new Icon("import");
    private final Icon warning = new Icon("warning");

    /**
     * @param open shows the page of downloads
     */
    DownloadGlance(DownloadsViewModel downloads, Texts texts, Runnable open) {
        this.texts = texts;
        setId("download-glance");
        getStyleClass().add("quiet");
        setMinWidth(USE_PREF_SIZE);
        Buttons.named(this, "");
        setOnAction(event -> open.run());
        Weakly.follow(this, downloads.glanceProperty(), this::show);
    }

    private void show(@Nullable Glance glance) {
        setVisible(glance != null);
        setManaged(glance != null);
        if (glance != null) {
            setGraphic(glance.failed() ? warning : icon);
            setText(
                    glance.failed() || glance.share() < 0
                            ? texts.get("library.get")
                            : texts.format("library.download.share", glance.share()));
            Tooltip tooltip = getTooltip();
            tooltip.setText(glance.name() + "\n" + glance.line());
            setAccessibleText(glance.name() + ", " + glance.line());
        }
    }
}
