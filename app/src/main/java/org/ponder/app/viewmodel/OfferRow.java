package org.ponder.app.viewmodel;

import java.util.List;
import org.ponder.app.models.Catalogue;
import org.ponder.app.models.CatalogueModel;
import org.ponder.app.models.Fit;
import org.ponder.app.models.Machine;
import org.ponder.app.store.GenerationSettings;

/**
 * A model that could be had.
 *
 * @param model what it is
 * @param fit whether it would run here
 * @param suggested whether it is the one for this computer
 */
public record OfferRow(CatalogueModel model, Fit fit, boolean suggested) {
    /** All of a catalogue, judged for a computer. */
    static List<OfferRow> of(
            Catalogue catalogue,
            Machine machine,
            GenerationSettings usual,
            double bandwidth,
            long freeBytes) {
        String best =
                catalogue
                        .suggestion(machine, bandwidth, freeBytes)
                        .map(CatalogueModel::id)
                        .orElse("");
        return catalogue.models().stream()
                .map(one ->
                        new OfferRow(
                                one,
                                one.fit(
                                        machine,
                                        usual.contextTokens(),
                                        usual.cacheType(),
                                        bandwidth),
                                one.id().equals(best)))
                .toList();
    }
}
