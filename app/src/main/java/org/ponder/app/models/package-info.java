/** Model files on this machine: the bundled one, and those the user has. */
package org.ponder.app.models;
