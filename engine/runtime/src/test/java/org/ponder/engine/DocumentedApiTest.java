package org.ponder.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Public types and methods say what they are for, above their own line. */
class DocumentedApiTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PUBLIC =
            Pattern.compile(
                    " *public (?:.*\\b(?:class|interface|record|enum) \\w+|[^=;]*\\w\\().*");

    @Test
    void nothingPublicGoesWithoutADocstring() throws IOException {
        List<String> without = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (PUBLIC.matcher(lines.get(i)).matches() && !said(lines, i)) {
                        without.add(file.getFileName() + ":" + (i + 1));
                    }
                }
            }
        }
        assertEquals(List.of(), without);
    }

    /** Overriding methods have the docstring of what they override. */
    private static boolean said(List<String> lines, int declaration) {
        for (int i = declaration - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (line.equals("@Override") || line.endsWith("*/")) {
                return true;
            }
            if (!line.startsWith("@") && !line.startsWith("//")) {
                return false;
            }
        }
        return false;
    }
}
