/**
 * What the window shows and what can be done in it, without a window.
 *
 * <p>Reply events, stored conversations and settings enter; JavaFX properties and observable lists
 * leave, and commands come back from the views as method calls. No class here knows a scene node.
 * Everything belongs to the window's thread.
 */
package org.ponder.app.viewmodel;
