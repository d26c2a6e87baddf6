/** Starts Ponder and wires its parts. */
package org.ponder.app;
