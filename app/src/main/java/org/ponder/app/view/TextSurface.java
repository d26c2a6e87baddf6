package org.ponder.app.view;

import javafx.geometry.Bounds;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.TextSelection;

/** A block's text as it is seen, where it can be selected. */
interface TextSurface {

    /** Whose text it is. */
    Block block();

    /** The place in the text nearest to a point of the scene. */
    int offsetAt(double sceneX, double sceneY);

    /** The character of the text nearest to a point of the scene. */
    int characterAt(double sceneX, double sceneY);

    /** Draws anew what of the selection is here, and what was found here. */
    void markSelection();

    /**
     * Scrolls within itself until some characters are in sight there.
     *
     * @return where they are in the scene
     */
    Bounds reveal(TextSelection.Range range);
}
