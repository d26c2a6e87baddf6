package org.ponder.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Lets nodes see what view models say without the view models, which live longer, holding them. */
final class Weakly {
    private Weakly() {}

    /** Shows a value, now and whenever it changes, for as long as the node is held by others. */
    static <T extends @Nullable Object> void follow(
            Node node, ObservableValue<T> value, Consumer<? super T> see) {
        ChangeListener<T> listener = (source, before, now) -> see.accept(now);
        listeners(node).add(listener);
        value.addListener(new WeakChangeListener<>(listener));
        see.accept(value.getValue());
    }

    /** The same for what a list holds. */
    static void follow(Node node, ObservableList<?> list, Runnable see) {
        ListChangeListener<Object> listener = change -> see.run();
        listeners(node).add(listener);
        list.addListener(new WeakListChangeListener<>(listener));
        see.run();
    }

    @SuppressWarnings("unchecked") // nothing else is put there
    private static List<Object> listeners(Node node) {
        return (List<Object>)
                node.getProperties().computeIfAbsent(Weakly.class, key -> new ArrayList<>());
    }
}
