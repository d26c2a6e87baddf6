package org.ponder.app.view;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.ponder.app.viewmodel.RemoteViewModel;

/** Says, as long as a server answers, that text leaves this computer. It cannot be closed. */
final class RemoteBanner extends HBox {

    RemoteBanner(RemoteViewModel remote) {
        Label words = new Label();
        words.textProperty().bind(remote.bannerProperty());
        words.setWrapText(true);
        words.setMinWidth(0);
        setId("remote-banner");
        getStyleClass().add("remote-banner");
        setAccessibleRole(AccessibleRole.TEXT);
        accessibleTextProperty().bind(remote.bannerProperty());
        getChildren().addAll(new Icon("warning", 16), words);
        visibleProperty().bind(remote.bannerProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }
}
