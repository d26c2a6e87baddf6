package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ponder.app.session.Background;
import org.testfx.util.WaitForAsyncUtils;

/** A chat that takes long to open leaves the keyboard to what is typed meanwhile. */
class LateChatIT extends OpenWindow {
    private final CountDownLatch free = new CountDownLatch(1);

    @BeforeEach
    void keepAChat() throws Exception {
        dropWillow();
        driver.await("it is listed", () -> driver.shows(".conversation-row .title"));
    }

    /** What is asked of the store waits from now on. */
    private void hold() throws Exception {
        driver.viewModel()
                .workspace()
                .background()
                .run(
                        () -> {
                            free.await();
                            return true;
                        },
                        new Background.Outcome<>() {
                            @Override
                            public void done(Boolean result) {}

                            @Override
                            public void failed(Throwable problem) {}
                        });
    }

    private void letItOpen() throws Exception {
        free.countDown();
        driver.await(
                "it is open",
                () -> driver.viewModel().conversation().conversationProperty().get() != null);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String typedInto() throws Exception {
        return driver.onWindow(() -> {
            Node owner = driver.stage().getScene().getFocusOwner();
            return owner instanceof TextInputControl field
                    ? field.getStyleClass() + " " + field.getText()
                    : String.valueOf(owner);
        });
    }

    @Test
    void aTitleIsWrittenOn() throws Exception {
        hold();
        driver.robot.doubleClickOn(".conversation-row .title");
        driver.await(
                "the title is being written",
                () -> driver.robot.lookup(".rename").tryQuery().map(Node::isFocused).orElse(false));
        String before = typedInto();
        letItOpen();
        assertEquals(before, typedInto());
    }

    @Test
    void theNextWordsAreSearchedFor() throws Exception {
        driver.robot.push(KeyCode.CONTROL, KeyCode.K);
        driver.robot.write("willow");
        driver.await("it is found", () -> driver.chats().size() > 1);
        hold();
        driver.robot.push(KeyCode.ENTER);
        driver.robot.write(" tree");
        String before = typedInto();
        letItOpen();
        assertEquals(before, typedInto());
    }

    @Test
    void whoDoesNothingMeanwhileAsksNext() throws Exception {
        hold();
        driver.robot.clickOn(".conversation-row .title");
        letItOpen();
        driver.await(
                "the keyboard is at the question",
                () -> driver.robot.lookup("#question").query().isFocused());
    }
}
