package org.ponder.app.viewmodel;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What this Ponder is.
 *
 * @param version as its jar has it; none in a development build
 * @param licences what is said of others' libraries; none where it was not installed
 */
public record About(Optional<String> version, Optional<Path> licences) {
    private static final String LICENCES = "THIRD-PARTY.md";

    /** The Ponder that runs. */
    public static About thisPonder() {
        return new About(
                Optional.ofNullable(About.class.getPackage().getImplementationVersion()),
                licencesBeside(About.class.getProtectionDomain().getCodeSource()));
    }

    /** Jars lie beside it or in a folder beside it. */
    private static Optional<Path> licencesBeside(CodeSource source) {
        try {
            Path jar = Path.of(source.getLocation().toURI());
            return Stream.iterate(jar.getParent(), folder -> folder != null, Path::getParent)
                    .limit(2)
                    .map(folder -> folder.resolve(LICENCES))
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** In sentences. */
    public String text(Texts texts) {
        String what =
                version.map(number -> texts.format("settings.about.version", number))
                        .orElseGet(() -> texts.get("settings.about.development"));
        return licences.map(file -> what + "\n" + texts.format("settings.about.licences", file))
                .orElse(what);
    }
}
