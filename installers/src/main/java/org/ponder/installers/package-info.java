/**
 * Builds Ponder's packages on the system it runs on. In: the folders that building {@code app}
 * leaves. Out: packages and their checksums in {@code installers/target/packages}. Uses the JDK's
 * own jlink and jpackage; writes nowhere else.
 */
@NullMarked
package org.ponder.installers;

import org.jspecify.annotations.NullMarked;
