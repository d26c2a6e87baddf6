/**
 * Code's colours: a language's name and lines of code in, kinds of words out.
 *
 * <p>The languages' rules are those of RSyntaxTextArea, used without any of its widgets and loaded
 * with the first code of a language. A {@link org.ponder.app.highlight.Highlighter} belongs to one
 * thread.
 */
package org.ponder.app.highlight;
