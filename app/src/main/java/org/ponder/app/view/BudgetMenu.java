package org.ponder.app.view;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.ponder.app.viewmodel.ComposerViewModel;
import org.ponder.app.viewmodel.Texts;

/** The choice of how long a thought may grow. */
final class BudgetMenu extends MenuButton {
    private static final int[] CHOICES = {512, 2048, 8192};

    BudgetMenu(ComposerViewModel composer, Texts texts, Sheets sheets) {
        setId("budget");
        getStyleClass().add("quiet");
        ToggleGroup group = new ToggleGroup();
        getItems().add(item(texts.get("budget.off"), 0, group, composer));
        for (int tokens : CHOICES) {
            getItems().add(item(texts.format("budget.tokens", tokens), tokens, group, composer));
        }
        MenuItem own = new MenuItem(texts.get("budget.own"));
        own.setOnAction(event -> sheets.askForBudget(composer));
        getItems().addAll(new SeparatorMenuItem(), own);
        Weakly.follow(
                this,
                composer.budgetProperty(),
                tokens -> {
                    int now = tokens.intValue();
                    setText(
                            now == 0
                                    ? texts.get("budget.short")
                                    : texts.format(
                                            "composer.budget", texts.format("budget.tokens", now)));
                    group.selectToggle(null);
                    group.getToggles().stream()
                            .filter(toggle -> toggle.getUserData().equals(now))
                            .forEach(group::selectToggle);
                });
        disableProperty().bind(composer.thinkProperty().not());
        Tooltip tip = new Tooltip();
        String help = texts.get("composer.budget.help");
        ObservableValue<Boolean> cut = FullText.isCut(this);
        tip.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> cut.getValue() ? getText() + "\n" + help : help,
                                cut,
                                textProperty()));
        setTooltip(tip);
    }

    private static RadioMenuItem item(
            String text, int tokens, ToggleGroup group, ComposerViewModel composer) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setUserData(tokens);
        item.setToggleGroup(group);
        item.setOnAction(event -> composer.setBudget(tokens));
        return item;
    }
}
