package org.ponder.app.models;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds model files in folders. They are used where they are. What lies there may be anybody's: no
 * link leads out of the folder that is searched, and a search gives up after many files.
 */
public final class ModelFinder {
    private static final int DEEPEST = 8;
    private static final int MOST_FILES = 100_000;
    private static final int MOST_MODELS = 2_000;
    private static final Set<FileVisitOption> NO_LINKS = EnumSet.noneOf(FileVisitOption.class);

    /** The name, path or address of one file of a model in several. */
    public static final Pattern PART =
            Pattern.compile(
                    "(?<prefix>.*)-(?<number>\\d{5})-of-(?<count>\\d{5})(?<ending>\\.gguf)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ModelFinder() {}

    /** The models of a place, by name; none where the place is not there or may not be read. */
    public static List<FoundModel> in(Place place) {
        if (!Files.isDirectory(place.root())) {
            return List.of();
        }
        List<FoundModel> found =
                place.keeper() == Place.Keeper.OLLAMA
                        ? OllamaModels.in(place.root())
                        : files(place.root()).stream()
                                .filter(ModelFinder::isFirst)
                                .map(file -> new FoundModel(file, nameOf(file), place.keeper()))
                                .toList();
        return found.stream().sorted(Comparator.comparing(FoundModel::name)).toList();
    }

    /** The name of a model file, without its ending and part number. */
    public static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        Matcher part = PART.matcher(name);
        String stem = part.matches() ? part.group("prefix") : withoutEnding(name);
        Path folder = file.toAbsolutePath().getParent();
        // Jan calls every file model.gguf and names the folder.
        return stem.equalsIgnoreCase("model") && folder != null && folder.getFileName() != null
                ? folder.getFileName().toString()
                : stem;
    }

    private static String withoutEnding(String name) {
        return isGguf(name) ? name.substring(0, name.length() - ".gguf".length()) : name;
    }

    static boolean isGguf(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".gguf");
    }

    /** Whether a file of this name shows pictures to another model and is none of its own. */
    public static boolean isProjector(String name) {
        return name.toLowerCase(Locale.ROOT).contains("mmproj");
    }

    /** Of a model in parts, the first part present stands for all; the others are left out. */
    private static boolean isFirst(Path file) {
        String name = String.valueOf(file.getFileName());
        if (isProjector(name)) {
            return false;
        }
        Matcher part = PART.matcher(name);
        if (!part.matches()) {
            return true;
        }
        int number = Integer.parseInt(part.group("number"));
        for (int i = 1; i < number; i++) {
            String earlier =
                    String.format(
                            Locale.ROOT,
                            "%s-%05d-of-%s%s",
                            part.group("prefix"),
                            i,
                            part.group("count"),
                            part.group("ending"));
            if (Files.exists(file.resolveSibling(earlier))) {
                return false;
            }
        }
        return true;
    }

    private static List<Path> files(Path root) {
        List<Path> models = new ArrayList<>();
        try {
            Path real = root.toRealPath();
            Files.walkFileTree(
                    real,
                    NO_LINKS,
                    DEEPEST,
                    new SimpleFileVisitor<>() {
                        private int seen;

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
                            if (isGguf(file.getFileName().toString())
                                    && (is.isRegularFile() || leadsInside(file, real))) {
                                models.add(file);
                            }
                            seen++;
                            return seen < MOST_FILES && models.size() < MOST_MODELS
                                    ? FileVisitResult.CONTINUE
                                    : FileVisitResult.TERMINATE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE; // what may not be read is not ours
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path folder, @org.jspecify.annotations.Nullable IOException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException gone) {
            return models; // what was found before the folder went
        }
        return models;
    }

    /** The hub's cache links its files to blobs in the same cache. */
    private static boolean leadsInside(Path link, Path root) {
        try {
            Path target = link.toRealPath();
            return target.startsWith(root) && Files.isRegularFile(target);
        } catch (IOException broken) {
            return false;
        }
    }
}
