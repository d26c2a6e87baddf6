/**
 * Runs the model beside the window.
 *
 * <p>Requests enter from the window's thread; reply events leave on it, at most once per frame. One
 * background thread, {@link org.ponder.app.session.ModelThread}, owns the loaded model and every
 * reply; {@link org.ponder.app.session.ReplyPump} is the only place where the two threads meet.
 */
package org.ponder.app.session;
