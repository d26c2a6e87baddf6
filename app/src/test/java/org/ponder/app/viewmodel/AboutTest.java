package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ponder.ui.UiResources;

/** The version and the licences are told where they are known. */
class AboutTest {
    private final Texts texts = new Texts(UiResources.messages(Locale.ENGLISH));

    @Test
    void aReleaseTellsItsVersionAndWhereTheLicencesAre() {
        Path file = Path.of("lib", "THIRD-PARTY.md");
        assertEquals(
                "Ponder 1.2, under the Apache License 2.0.\n"
                        + "What it contains of others, and under which licences: "
                        + file,
                new About(Optional.of("1.2"), Optional.of(file)).text(texts));
    }

    @Test
    void aBuildFromSourceSaysThatItIsOne() {
        assertEquals(
                "Ponder, a development build, under the Apache License 2.0.",
                About.thisPonder().text(texts));
    }
}
