package org.ponder.app.cli;

import picocli.CommandLine.IVersionProvider;

/** Ponder's version, as its jar's manifest has it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"Ponder " + (version == null ? "(development build)" : version)};
    }
}
