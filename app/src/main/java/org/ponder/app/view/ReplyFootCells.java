package org.ponder.app.view;

import javafx.beans.binding.Bindings;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.ponder.app.viewmodel.ConversationViewModel;
import org.ponder.app.viewmodel.ExchangeViewModel;
import org.ponder.app.viewmodel.ReplyPhase;
import org.ponder.app.viewmodel.ReplyViewModel;
import org.ponder.app.viewmodel.Texts;

/** Below a reply: what can be done with it, and how it ended. */
final class ReplyFootCells {
    private ReplyFootCells() {}

    static BlockCell cell(ReplyViewModel reply, CellContext context) {
        HBox tools = new HBox();
        tools.getStyleClass().add("reply-tools");
        Label figures = new Label();
        figures.getStyleClass().add("figures");
        figures.textProperty().bind(reply.statusProperty());
        figures.setWrapText(true);
        figures.setMinWidth(Region.USE_PREF_SIZE);
        EndsPane foot = new EndsPane(tools, figures, false);
        foot.getStyleClass().add("reply-foot");
        // Made when they are seen: the frame in which a reply begins has much to lay out as it is.
        Subscription filled =
                reply.phaseProperty()
                        .subscribe(phase -> {
                            if (phase == ReplyPhase.FINISHED && tools.getChildren().isEmpty()) {
                                fill(tools, reply, context);
                            }
                        });
        tools.visibleProperty().bind(reply.phaseProperty().isEqualTo(ReplyPhase.FINISHED));
        Label problem = new Label();
        problem.setWrapText(true);
        problem.textProperty().bind(reply.problemProperty());
        HBox problemBox = new HBox(problem);
        problemBox.getStyleClass().add("reply-problem");
        problemBox.visibleProperty().bind(reply.problemProperty().isNotEmpty());
        problemBox.managedProperty().bind(problemBox.visibleProperty());
        VBox column = new VBox(problemBox, foot);
        return new BlockCell(column).until(filled);
    }

    private static void fill(HBox tools, ReplyViewModel reply, CellContext context) {
        Texts texts = context.texts();
        ConversationViewModel conversation = context.window().conversation();
        if (reply.place().versions() > 1) {
            Button compare = new Button(texts.get("compare"), new Icon("compare", 14));
            compare.getStyleClass().addAll("quiet", "compare-versions");
            compare.setMinWidth(Region.USE_PREF_SIZE);
            Buttons.named(compare, texts.get("compare.help"));
            compare.setOnAction(event -> context.sheets().compare(reply));
            tools.getChildren().addAll(new VersionView(reply.place(), context), compare);
        }
        // What nothing was written of is asked again in its place: no empty version stays.
        Button goOn = new Button();
        goOn.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        texts.get(
                                                reply.isUnwritten()
                                                        ? "reply.again"
                                                        : "reply.continue"),
                                reply.phaseProperty()));
        goOn.graphicProperty()
                .bind(
                        Bindings.createObjectBinding(
                                () -> new Icon(reply.isUnwritten() ? "again" : "continue", 14),
                                reply.phaseProperty()));
        goOn.setMinWidth(Region.USE_PREF_SIZE);
        goOn.getStyleClass().addAll("outlined", "continue-reply");
        goOn.setOnAction(event -> conversation.resume(reply, context.window().composer().choice()));
        goOn.visibleProperty()
                .bind(reply.canContinueProperty().and(conversation.runningProperty().isNull()));
        goOn.managedProperty().bind(goOn.visibleProperty());
        Button copy = CopyButton.of(texts, "reply.copy", () -> reply.answer().text().strip());
        copy.getStyleClass().add("copy-answer");
        copy.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> reply.answer().isEmpty(), reply.phaseProperty()));
        Button again =
                Buttons.smallIcon(
                        "again",
                        texts.get("reply.again"),
                        () -> conversation.again(reply, context.window().composer().choice()));
        again.getStyleClass().add("ask-again");
        again.disableProperty().bind(conversation.runningProperty().isNotNull());
        again.visibleProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> !(reply.isUnwritten() && reply.canContinueProperty().get()),
                                reply.phaseProperty(),
                                reply.canContinueProperty()));
        again.managedProperty().bind(again.visibleProperty());
        Button more = Buttons.smallIcon("more", texts.get("reply.more"), () -> {});
        more.getStyleClass().add("reply-more");
        more.setOnAction(event -> {
            // Of the row, not of the button, whose letters are small.
            Bounds place = more.localToScreen(more.getLayoutBounds());
            menu(reply, context).show(tools, place.getMinX(), place.getMaxY() + 4);
        });
        tools.getChildren().addAll(copy, again, more, goOn);
    }

    private static ContextMenu menu(ReplyViewModel reply, CellContext context) {
        Texts texts = context.texts();
        MenuItem thought = new MenuItem(texts.get("thought.copy"));
        thought.setOnAction(event -> Clipboards.copy(reply.thought().text()));
        MenuItem both = new MenuItem(texts.get("reply.copyBoth"));
        both.setOnAction(event ->
                Clipboards.copy(
                        reply.thought().text().strip() + "\n\n" + reply.answer().text().strip()));
        MenuItem edit = new MenuItem(texts.get("thought.edit"));
        edit.setOnAction(event -> context.sheets().editThought(reply));
        MenuItem export = new MenuItem(texts.get("reply.export"));
        export.setId("export-reply");
        export.setOnAction(event ->
                context.sheets()
                        .export(
                                new ExchangeViewModel.What.Reply(
                                        reply.place().id(),
                                        context.window().conversation().title())));
        MenuItem raw = new MenuItem(texts.get("reply.raw"));
        raw.setId("raw-tokens");
        raw.setOnAction(event -> context.sheets().raw(reply));
        MenuItem compare = new MenuItem(texts.get("compare.help"));
        compare.setId("compare-reply");
        compare.setOnAction(event -> context.sheets().compare(reply));
        compare.setDisable(reply.place().versions() < 2);
        boolean none = reply.thought().isEmpty();
        thought.setDisable(none);
        both.setDisable(none);
        edit.setDisable(none || context.window().conversation().runningProperty().get() != null);
        return new ContextMenu(thought, both, export, new SeparatorMenuItem(), edit, compare, raw);
    }
}
