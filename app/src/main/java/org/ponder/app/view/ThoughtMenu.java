package org.ponder.app.view;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import org.fxmisc.flowless.VirtualFlow;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.ReplyViewModel;

/** What can be done at a place of the conversation: copy, or go on from a line of a thought. */
final class ThoughtMenu {
    private final CellContext context;
    private final ContextMenu menu = new ContextMenu();

    ThoughtMenu(VirtualFlow<Block, BlockCell> flow, CellContext context) {
        this.context = context;
        menu.setId("thought-menu");
        flow.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, event -> show(flow, event));
    }

    private void show(Node flow, ContextMenuEvent event) {
        menu.getItems().clear();
        if (!context.selection().isEmpty()) {
            addCopy("copy", context.selection().text());
        }
        TextSurface pane =
                SelectionMouse.paneOf(event.getTarget() instanceof Node node ? node : null);
        if (pane != null) {
            switch (pane.block()) {
                case Block.Question asked -> addCopy("question.copy", asked.text());
                case Block.Answer answer ->
                        addCopy("reply.copy", answer.reply().answer().text().strip());
                case Block.ThoughtText text -> {
                    addCopy("thought.copy", text.reply().thought().text());
                    add(text, pane.offsetAt(event.getSceneX(), event.getSceneY()));
                }
                default -> {}
            }
        }
        if (!menu.getItems().isEmpty()) {
            menu.show(flow, event.getScreenX(), event.getScreenY());
        }
        event.consume();
    }

    private void addCopy(String name, String text) {
        MenuItem copy = new MenuItem(context.texts().get(name), new Icon("copy", 16));
        copy.setOnAction(chosen -> Clipboards.copy(text));
        menu.getItems().add(copy);
    }

    private void add(Block.ThoughtText text, int offset) {
        ReplyViewModel reply = text.reply();
        String begun = reply.thought().throughLine(text.chunk(), offset);
        MenuItem goOn =
                new MenuItem(context.texts().get("thought.branch"), new Icon("continue", 16));
        goOn.setId("continue-from-line");
        goOn.setOnAction(event ->
                context.window()
                        .conversation()
                        .editThought(
                                reply, begun, context.window().composer().choice(), kept -> {}));
        MenuItem edit = new MenuItem(context.texts().get("thought.edit"), new Icon("edit", 16));
        edit.setOnAction(event -> context.sheets().editThought(reply));
        boolean running = context.window().conversation().runningProperty().get() != null;
        goOn.setDisable(running);
        edit.setDisable(running);
        menu.getItems().addAll(goOn, edit);
    }
}
