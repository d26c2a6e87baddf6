package org.ponder.installers;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be built out of what.
 *
 * @param module the folder {@code installers}
 * @param version of the packages: numbers and points
 * @param types of the packages to build
 * @param system to build on and for
 */
record Plan(Path module, String version, List<String> types, TargetSystem system) {

    Plan {
        module = module.toAbsolutePath().normalize();
        if (!version.matches("\\d+(\\.\\d+){0,2}")) {
            throw new IllegalArgumentException(
                    "A package's version is one to three numbers, not " + version + ".");
        }
        for (String type : types) {
            if (!system.packageTypes().contains(type)) {
                throw new IllegalArgumentException(
                        "On "
                                + system.label()
                                + " the packages are "
                                + String.join(", ", system.packageTypes())
                                + ", not "
                                + type
                                + ".");
            }
        }
    }

    /** What building {@code app} left. */
    Path app() {
        return module.resolveSibling("app").resolve("target");
    }

    /** How Java runs the window or the command line. */
    Path options(String name) {
        return module.resolveSibling("app").resolve("src/main/launcher").resolve(name + ".options");
    }

    /** The repository's licence. */
    Path licence() {
        return module.resolveSibling("LICENSE");
    }

    /** What is in the packages of others, and under which licences. */
    Path thirdParty() {
        return module.resolveSibling("THIRD-PARTY.md");
    }

    /** Files that go into packages as they are. */
    Path packaging() {
        return module.resolve("src/main/packaging");
    }

    /** What jpackage tells the system about model files. */
    Path associations() {
        return packaging().resolve("gguf.properties");
    }

    /** Where everything is made. */
    Path work() {
        return module.resolve("target").resolve("image");
    }

    /** Where the packages are put. */
    Path packages() {
        return module.resolve("target").resolve("packages");
    }

    /** The name of a file for this system and processor, beside which those of others have room. */
    String fileName(String ending) {
        return "ponder-" + version + "-" + system.label() + "-" + TargetSystem.processor() + ending;
    }

    /** The version as jpackage takes it: on macOS its first number cannot be zero. */
    String packageVersion() {
        return system == TargetSystem.MACOS && version.startsWith("0.")
                ? "1" + version.substring(1)
                : version;
    }
}
