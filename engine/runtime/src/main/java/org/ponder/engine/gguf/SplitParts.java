package org.ponder.engine.gguf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the parts of a model that was split into several files, and checks that they belong
 * together. A part says in its metadata which one it is, and of how many; its name says the same.
 */
final class SplitParts {
    static final String NUMBER = "split.no";
    static final String COUNT = "split.count";
    static final String TENSOR_COUNT = "split.tensors.count";

    /** What five digits in a file name can number. */
    private static final int MOST_PARTS = 99_999;

    private static final Pattern NAME =
            Pattern.compile(
                    "(?<prefix>.*)-(?<number>\\d{5})-of-(?<count>\\d{5})(?<suffix>\\.gguf)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SplitParts() {}

    /** The name of part {@code number}, counted from 0. */
    static String name(String prefix, int number, int count) {
        return String.format(Locale.ROOT, "%s-%05d-of-%05d.gguf", prefix, number + 1, count);
    }

    /** All parts in order, given any of them; a file that is whole is its only part. */
    static List<GgufPart> open(Path path, Arena arena) throws IOException {
        GgufPart opened = GgufPart.open(path, arena);
        Metadata metadata = opened.metadata();
        if (!metadata.contains(COUNT)) {
            return List.of(opened);
        }
        long count = metadata.requireInteger(COUNT);
        if (count < 1 || count > MOST_PARTS) {
            throw metadata.fault(COUNT, "A model cannot have " + count + " parts");
        }
        long number = metadata.requireInteger(NUMBER);
        if (number < 0 || number >= count) {
            throw metadata.fault(
                    NUMBER, "There is no part number " + number + " (from 0) of " + count);
        }
        if (count == 1) {
            return List.of(opened);
        }
        Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
        if (!name.matches()
                || Integer.parseInt(name.group("number")) != number + 1
                || Integer.parseInt(name.group("count")) != count) {
            throw metadata.fault(
                    NUMBER,
                    "The file is part "
                            + (number + 1)
                            + " of "
                            + count
                            + ", so its name must end in "
                            + name("", (int) number, (int) count)
                            + ": rename it");
        }
        List<GgufPart> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i == number) {
                parts.add(opened);
                continue;
            }
            String sibling = name(name.group("prefix"), i, (int) count);
            int stem = sibling.length() - ".gguf".length();
            Path part = path.resolveSibling(sibling.substring(0, stem) + name.group("suffix"));
            if (!Files.exists(part)) {
                throw metadata.fault(
                        COUNT,
                        "Part "
                                + (i + 1)
                                + " of "
                                + count
                                + " is missing: put "
                                + SafeText.name(sibling)
                                + " beside this file");
            }
            parts.add(GgufPart.open(part, arena));
        }
        checkTogether(parts);
        return parts;
    }

    private static void checkTogether(List<GgufPart> parts) throws GgufFormatException {
        Metadata first = parts.get(0).metadata();
        Set<String> names = new HashSet<>();
        long tensors = 0;
        for (int i = 0; i < parts.size(); i++) {
            Metadata metadata = parts.get(i).metadata();
            if (metadata.requireInteger(NUMBER) != i) {
                throw metadata.fault(
                        NUMBER,
                        "The file is in the place of part "
                                + (i + 1)
                                + ", and says that it is part "
                                + (metadata.requireInteger(NUMBER) + 1));
            }
            for (String key : metadata.keys()) {
                boolean own = key.equals(NUMBER) || key.equals(GgufPart.ALIGNMENT);
                if (!own && first.contains(key) && !metadata.value(key).equals(first.value(key))) {
                    throw metadata.fault(key, "Two parts disagree: they are not of the same model");
                }
            }
            if (metadata.requireInteger(COUNT) != parts.size()) {
                throw metadata.fault(COUNT, "Two parts disagree about how many there are");
            }
            for (PlacedTensor placed : parts.get(i).tensors()) {
                if (!names.add(placed.tensor().name())) {
                    throw new GgufFormatException(
                            "Two parts have a tensor of the same name",
                            placed.tensor().name(),
                            placed.offset(),
                            placed.fileName());
                }
                tensors++;
            }
        }
        if (tensors != first.integer(TENSOR_COUNT, tensors)) {
            throw first.fault(
                    TENSOR_COUNT,
                    "The parts should have "
                            + first.requireInteger(TENSOR_COUNT)
                            + " tensors together, and have "
                            + tensors);
        }
    }
}
