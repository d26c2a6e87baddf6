package org.ponder.app.view;

import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import org.ponder.app.viewmodel.Announcements;

/** A line that is not seen: screen readers speak it when it changes. */
final class Announcer extends Label {

    Announcer(Announcements announcements) {
        setId("announcer");
        setAccessibleRole(AccessibleRole.TEXT);
        setOpacity(0);
        setMouseTransparent(true);
        setManaged(false);
        announcements
                .currentProperty()
                .subscribe(sentence -> {
                    setText(sentence);
                    setAccessibleText(sentence);
                    notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
                });
    }
}
