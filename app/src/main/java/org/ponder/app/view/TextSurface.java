package org.ponder.app.view;

import org.ponder.app.viewmodel.Block;

/** A block's text as it is seen, where it can be selected. */
interface TextSurface {

    /** Whose text it is. */
    Block block();

    /** The place in the text nearest to a point of the scene. */
    int offsetAt(double sceneX, double sceneY);

    /** Draws anew what of the selection is here. */
    void markSelection();
}
