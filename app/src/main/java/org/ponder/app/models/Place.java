package org.ponder.app.models;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A folder in which some application keeps models.
 *
 * @param keeper whose it is
 * @param root the folder; it may not be there
 */
public record Place(Keeper keeper, Path root) {

    /** Applications that keep models, and the user. */
    public enum Keeper {
        PONDER,
        LM_STUDIO,
        OLLAMA,
        JAN,
        HUGGING_FACE,
        /** A file or folder that the user named. */
        USER
    }

    /**
     * Where other applications keep their models on a system of that name.
     *
     * @param environment the process's variables, some of which move a folder
     * @param home the user's
     */
    public static List<Place> of(Map<String, String> environment, String systemName, Path home) {
        Folders folders = new Folders(environment, systemName, home);
        List<Place> places = new ArrayList<>();
        places.add(new Place(Keeper.LM_STUDIO, home.resolve(".lmstudio").resolve("models")));
        places.add(
                new Place(
                        Keeper.LM_STUDIO,
                        home.resolve(".cache").resolve("lm-studio").resolve("models")));
        places.add(
                new Place(
                        Keeper.OLLAMA,
                        folders.named("OLLAMA_MODELS", home.resolve(".ollama").resolve("models"))));
        if (folders.linux()) {
            // Where its installer makes the service's own user.
            places.add(new Place(Keeper.OLLAMA, Path.of("/usr/share/ollama/.ollama/models")));
        }
        Path jan = folders.named("JAN_DATA_FOLDER", folders.configuration("Jan").resolve("data"));
        places.add(new Place(Keeper.JAN, jan.resolve("llamacpp").resolve("models")));
        places.add(new Place(Keeper.JAN, jan.resolve("models")));
        places.add(new Place(Keeper.JAN, home.resolve("jan").resolve("models")));
        Path hugging = folders.named("HF_HOME", folders.cache().resolve("huggingface"));
        places.add(
                new Place(
                        Keeper.HUGGING_FACE,
                        folders.named("HF_HUB_CACHE", hugging.resolve("hub"))));
        return List.copyOf(places);
    }

    /** The system's own folders. */
    private record Folders(Map<String, String> environment, String systemName, Path home) {
        boolean linux() {
            return systemName.toLowerCase(Locale.ROOT).startsWith("linux");
        }

        /** For an application's settings and data. */
        Path configuration(String application) {
            String system = systemName.toLowerCase(Locale.ROOT);
            Path base;
            if (system.startsWith("mac")) {
                base = home.resolve("Library").resolve("Application Support");
            } else if (system.startsWith("windows")) {
                base = named("APPDATA", home.resolve("AppData").resolve("Roaming"));
            } else {
                base = named("XDG_CONFIG_HOME", home.resolve(".config"));
            }
            return base.resolve(application);
        }

        /** The hub's cache is in .cache on all systems. */
        Path cache() {
            return linux()
                    ? named("XDG_CACHE_HOME", home.resolve(".cache"))
                    : home.resolve(".cache");
        }

        /** The folder that a variable names, where it names one. */
        Path named(String variable, Path otherwise) {
            String value = environment.getOrDefault(variable, "");
            if (value.isBlank()) {
                return otherwise;
            }
            try {
                Path path = Path.of(value);
                return path.isAbsolute() ? path : otherwise;
            } catch (InvalidPathException e) {
                return otherwise;
            }
        }
    }
}
