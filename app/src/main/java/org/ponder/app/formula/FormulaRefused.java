package org.ponder.app.formula;

/** A formula that is not drawn; its source is shown instead. */
final class FormulaRefused extends Exception {
    private static final long serialVersionUID = 1;

    FormulaRefused(String reason) {
        super(reason);
    }
}
