/**
 * Formulas: LaTeX in, pixels out.
 *
 * <p>What models write is hostile here: it is limited in length, depth and size, commands that
 * define, load or loop are refused, and what takes too long is given up. One thread of its own
 * draws; AWT and the fonts are loaded with the first formula. Callbacks come on that thread.
 */
package org.ponder.app.formula;
