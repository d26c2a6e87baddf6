/**
 * The nodes of the window.
 *
 * <p>View models enter; what is seen and touched leaves. Views bind, lay out and hand commands
 * back; they decide nothing. Everything belongs to the window's thread.
 */
package org.ponder.app.view;
