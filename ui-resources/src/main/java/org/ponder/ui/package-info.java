/** Where the window's stylesheets, icons and message bundles are found. */
package org.ponder.ui;
