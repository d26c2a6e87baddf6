package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The line above a thought tells a screen reader what the model does, to the end. */
class ThoughtHeadIT extends OpenWindow {
    @Test
    void aScreenReaderHearsEachPhaseAndAtTheEndWhatTheHeaderSays() throws Exception {
        driver.close();
        driver.open(data, PacedModel.loader());
        driver.ask("How many r's are in strawberry?");
        driver.await("the header is there", () -> driver.shows(".thought-fold"));
        List<String> heard = new CopyOnWriteArrayList<>();
        driver.onWindow(() ->
                driver.robot
                        .lookup(".thought-fold")
                        .query()
                        .accessibleTextProperty()
                        .subscribe(now -> heard.add(now)));
        driver.awaitFinished();
        assertTrue(heard.contains("Answering"), heard.toString());
        assertEquals(driver.lastReply().headerProperty().get(), heard.getLast());
    }
}
