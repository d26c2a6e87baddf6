package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** A screen reader is told what is in a field, and the field's name beside it. */
class FieldNamesIT extends OpenWindow {
    private final Set<String> wrong = new TreeSet<>();
    private int looked;

    @Test
    void whatIsInAFieldIsToldBesideItsName() throws Exception {
        driver.ask("Reverse the word pond.");
        driver.awaitFinished();
        driver.robot.push(KeyCode.CONTROL, KeyCode.F);
        driver.press(".edit-question");
        driver.await("the editor is shown", () -> driver.shows(".question-editor"));
        look();
        driver.robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        driver.await("the settings are shown", () -> driver.shows("#settings"));
        look();
        driver.robot.push(KeyCode.ESCAPE);
        driver.onWindow(() -> {
            driver.viewModel().newChat();
            return true;
        });
        driver.press("#get-model");
        for (String page : Set.of("#library-here", "#library-get", "#library-server")) {
            driver.press(page);
            look();
        }
        driver.press("#library-serve");
        look();
        assertEquals(Set.of(), wrong);
        assertTrue(looked > 30, "there are " + looked);
    }

    private void look() throws Exception {
        driver.onWindow(() -> {
            for (Node node : driver.robot.lookup(field -> isField(field)).queryAll()) {
                looked++;
                if (!(node.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY)
                                instanceof Label name)
                        || name.getText().isBlank()) {
                    wrong.add("no name: " + node);
                }
                if (!told(node)) {
                    wrong.add("its content is not told: " + node);
                }
            }
            return true;
        });
    }

    private static boolean isField(Node node) {
        return node instanceof TextInputControl || node instanceof ComboBox<?>;
    }

    private static boolean told(Node node) {
        if (node instanceof PasswordField) {
            return true; // nobody is told what is in it
        }
        if (node instanceof TextInputControl field && field.isEditable()) {
            String before = field.getText();
            field.setText("7");
            Object told = field.queryAccessibleAttribute(AccessibleAttribute.TEXT);
            field.setText(before);
            return "7".equals(told);
        }
        return node.getAccessibleText() == null;
    }
}
