package org.ponder.app.viewmodel;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;

/** The window's texts in the user's language. */
public final class Texts {
    private static final int SECONDS_WITH_TENTHS = 10;

    private final ResourceBundle bundle;
    private final Properties own;
    private final Locale locale;
    private final Languages languages;

    /** The texts of this bundle, with numbers written as its language does. */
    public Texts(ResourceBundle bundle) {
        this(
                bundle,
                new Properties(),
                bundle.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : bundle.getLocale(),
                Languages.withPonder());
    }

    /** A language's own texts, and the bundle's where it has none that can be used. */
    Texts(ResourceBundle bundle, Properties own, Locale locale, Languages languages) {
        this.languages = languages;
        this.bundle = bundle;
        this.own = own;
        this.locale = locale;
    }

    /** A text without places to fill. */
    public String get(String key) {
        String text = own.getProperty(key);
        return text == null || text.isBlank() ? bundle.getString(key) : text;
    }

    /** A text with its places filled. */
    public String format(String key, Object... values) {
        try {
            return new MessageFormat(get(key), locale).format(values);
        } catch (IllegalArgumentException e) {
            // A dropped-in translation may hold anything.
            return new MessageFormat(bundle.getString(key), locale).format(values);
        }
    }

    /** All languages there are. */
    public Languages languages() {
        return languages;
    }

    /** The language of the texts. */
    public Locale locale() {
        return locale;
    }

    /** A finished span of time, to a tenth where it is short. */
    String duration(Duration spent) {
        double seconds = spent.toMillis() / 1000.0;
        return seconds < SECONDS_WITH_TENTHS
                ? format("duration.tenths", seconds)
                : wholeSeconds(spent);
    }

    /** A running span of time, to the second. */
    String wholeSeconds(Duration spent) {
        return spent.toMinutes() == 0
                ? format("duration.seconds", spent.toSeconds())
                : format("duration.minutes", spent.toMinutes(), spent.toSecondsPart());
    }
}
