package org.ponder.app.viewmodel;

import org.ponder.app.models.CatalogueModel;
import org.ponder.app.models.Fit;

/**
 * A model that could be had.
 *
 * @param model what it is
 * @param fit whether it would run here
 * @param suggested whether it is the one for this computer
 */
public record OfferRow(CatalogueModel model, Fit fit, boolean suggested) {}
