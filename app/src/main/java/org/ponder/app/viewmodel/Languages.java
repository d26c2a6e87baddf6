package org.ponder.app.viewmodel;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ponder.ui.UiResources;

/**
 * The languages of the window: those that come with Ponder, and those that the user has dropped
 * into the data folder's {@code languages} as files named {@code messages_TAG.properties}, with the
 * keys of the English file, in UTF-8.
 */
public final class Languages {
    private static final String PREFIX = "messages_";
    private static final String SUFFIX = ".properties";

    /** Such a file has some dozen kilobytes; what is larger is none. */
    private static final long LARGEST = 1 << 20;

    private final @Nullable Path folder;

    /** Looks into this folder, which need not be there; null is none. */
    public Languages(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Those that come with Ponder, alone. */
    static Languages withPonder() {
        return new Languages(null);
    }

    /** The tags of all languages, those of Ponder first. */
    public List<String> tags() {
        List<String> tags = new ArrayList<>(List.of("en", "zh"));
        for (String tag : dropped().keySet()) {
            if (!tags.contains(tag)) {
                tags.add(tag);
            }
        }
        return tags;
    }

    /** What a language calls itself. */
    public static String nameOf(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        String name = locale.getDisplayName(locale);
        return name.isBlank() ? tag : name.substring(0, 1).toUpperCase(locale) + name.substring(1);
    }

    /**
     * The texts of a language; English where there is no translation, text by text.
     *
     * @param tag empty is the system's language
     */
    public Texts texts(String tag) {
        return new Texts(language(tag), this);
    }

    /** Where the texts of a language are from. */
    Texts.Language language(String tag) {
        Locale locale = tag.isEmpty() ? Locale.getDefault() : Locale.forLanguageTag(tag);
        SortedMap<String, Path> dropped = dropped();
        for (String each : List.of(locale.toLanguageTag(), locale.getLanguage())) {
            Path file = dropped.get(each);
            if (file != null) {
                try {
                    return new Texts.Language(
                            UiResources.messages(Locale.ENGLISH),
                            read(file),
                            Locale.forLanguageTag(each));
                } catch (IOException | IllegalArgumentException e) {
                    // Not a usable file: as if it were not there.
                }
            }
        }
        ResourceBundle bundle = UiResources.messages(locale);
        Locale found =
                bundle.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : bundle.getLocale();
        return new Texts.Language(bundle, new Properties(), found);
    }

    private SortedMap<String, Path> dropped() {
        SortedMap<String, Path> found = new TreeMap<>();
        Path where = folder;
        if (where == null || !Files.isDirectory(where)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(where, PREFIX + "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String tag =
                        Locale.forLanguageTag(
                                        name.substring(
                                                        PREFIX.length(),
                                                        name.length() - SUFFIX.length())
                                                .replace('_', '-'))
                                .toLanguageTag();
                if (!tag.equals("und") && Files.size(file) <= LARGEST) {
                    found.put(tag, file);
                }
            }
        } catch (IOException e) {
            // Then there are none.
        }
        return found;
    }

    private static Properties read(Path file) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts;
    }
}
