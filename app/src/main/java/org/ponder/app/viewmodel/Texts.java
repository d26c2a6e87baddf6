package org.ponder.app.viewmodel;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The window's texts in the user's language, which may change while the window is open. Read on any
 * thread; changed on the window's.
 */
public final class Texts {
    private static final int SECONDS_WITH_TENTHS = 10;

    private final Languages languages;
    private final ReadOnlyObjectWrapper<Locale> spoken;
    private volatile Language language;

    /** The texts of this bundle, with numbers written as its language does. */
    public Texts(ResourceBundle bundle) {
        this(
                new Language(
                        bundle,
                        new Properties(),
                        bundle.getLocale().getLanguage().isEmpty()
                                ? Locale.ENGLISH
                                : bundle.getLocale()),
                Languages.withPonder());
    }

    /** The texts of a language that is one of these. */
    Texts(Language language, Languages languages) {
        this.language = language;
        this.languages = languages;
        this.spoken = new ReadOnlyObjectWrapper<>(language.locale());
    }

    /**
     * Where texts are from.
     *
     * @param bundle has all of them
     * @param own come before the bundle's; what is blank counts as missing
     * @param locale of the numbers in them
     */
    record Language(ResourceBundle bundle, Properties own, Locale locale) {

        String get(String key) {
            String text = own.getProperty(key);
            return text == null || text.isBlank() ? bundle.getString(key) : text;
        }
    }

    /**
     * Goes on in another language.
     *
     * @param tag of it, as BCP 47 has it; empty is the system's
     */
    public void speak(String tag) {
        language = languages.language(tag);
        spoken.set(language.locale());
    }

    /** A text without places to fill. */
    public String get(String key) {
        return language.get(key);
    }

    /** A text with its places filled. */
    public String format(String key, Object... values) {
        Language now = language;
        try {
            return new MessageFormat(now.get(key), now.locale()).format(values);
        } catch (IllegalArgumentException e) {
            // A dropped-in translation may hold anything.
            return new MessageFormat(now.bundle().getString(key), now.locale()).format(values);
        }
    }

    /** All languages there are. */
    public Languages languages() {
        return languages;
    }

    /** The language of the texts. */
    public Locale locale() {
        return language.locale();
    }

    /** The language of the texts; what was shown in the one before is to be shown anew. */
    public ReadOnlyObjectProperty<Locale> localeProperty() {
        return spoken.getReadOnlyProperty();
    }

    /** Tokens per second as precisely as they are told: of few, the tenths count. */
    public static double rate(double tokensPerSecond) {
        double parts = tokensPerSecond < 0.1 ? 100 : tokensPerSecond < 10 ? 10 : 1;
        return Math.round(tokensPerSecond * parts) / parts;
    }

    /** A finished span of time, to a tenth where it is short. */
    String duration(Duration spent) {
        double seconds = spent.toMillis() / 1000.0;
        return seconds < SECONDS_WITH_TENTHS
                ? format("duration.tenths", seconds)
                : wholeSeconds(spent);
    }

    /** A running span of time, to the second; from an hour on, to the minute. */
    String wholeSeconds(Duration spent) {
        if (spent.toHours() > 0) {
            return format("duration.hours", spent.toHours(), spent.toMinutesPart());
        }
        return spent.toMinutes() == 0
                ? format("duration.seconds", spent.toSeconds())
                : format("duration.minutes", spent.toMinutes(), spent.toSecondsPart());
    }
}
