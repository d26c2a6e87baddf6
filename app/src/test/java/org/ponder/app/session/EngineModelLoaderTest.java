package org.ponder.app.session;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.ponder.app.models.BundledModel;

/** Ponder's own engine as the window has it. */
class EngineModelLoaderTest {
    @Test
    void whatAClosedModelLeavesOnJavasHeapIsCollected() throws IOException {
        LoadedModel model =
                new EngineModelLoader(notice -> {})
                        .load(new ModelChoice(BundledModel.temporaryFile(), 64, 1));
        WeakReference<byte[]> garbage = new WeakReference<>(new byte[1 << 20]);
        model.close();
        assertNull(garbage.get());
    }
}
