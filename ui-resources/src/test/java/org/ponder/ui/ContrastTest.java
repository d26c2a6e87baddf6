package org.ponder.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text reaches 4.5:1 on every ground it stands on, and what tells something by its shape 3:1, as
 * WCAG 2.2 demands at level AA, by day and by night.
 */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double SHAPE = 3;

    /** Where text of any of these colours may stand. */
    private static final List<String> GROUNDS =
            List.of("canvas", "raised", "side", "hover", "selected", "thought", "question", "code");

    /** Colours of text that are at home on all grounds. */
    private static final List<String> INKS = List.of("text", "text-soft", "text-muted");

    /** Other colours of text, each with the grounds it stands on. */
    private static final Map<String, List<String>> PAIRS =
            Map.of(
                    "accent", List.of("canvas", "raised", "side", "thought", "accent-soft"),
                    "on-accent", List.of("accent", "accent-hover"),
                    "danger", List.of("canvas", "raised", "side"),
                    "warning", List.of("warning-soft"),
                    "keyword", List.of("canvas", "code", "raised"),
                    "string", List.of("code"),
                    "number", List.of("code"),
                    "comment", List.of("code"));

    /** What lies behind text that is selected or was found, whatever colour the text has. */
    private static final List<String> MARKS = List.of("mark", "found", "found-now");

    /** Colours of text that can be selected and found. */
    private static final List<String> MARKED =
            List.of(
                    "text",
                    "text-soft",
                    "accent",
                    "keyword",
                    "string",
                    "number",
                    "comment",
                    "function");

    /** Shapes that say something, each with the grounds they are told from. */
    private static final Map<String, List<String>> SHAPES =
            Map.of(
                    "accent", GROUNDS,
                    "danger", List.of("raised", "canvas"),
                    "field", List.of("raised", "canvas", "side"),
                    "found-edge", List.of("canvas", "code", "thought", "question", "side"),
                    "gauge-system", List.of("raised"),
                    "gauge-chat", List.of("raised"),
                    "gauge-thoughts", List.of("raised"),
                    "text-muted", GROUNDS);

    @ParameterizedTest
    @ValueSource(strings = {"light.css", "dark.css"})
    void textCanBeRead(String theme) throws IOException {
        Map<String, double[]> colours = colours(theme);
        Set<String> weak = new TreeSet<>();
        for (String ink : INKS) {
            weak.addAll(below(TEXT, colours, ink, GROUNDS));
        }
        for (String ink : MARKED) {
            weak.addAll(below(TEXT, colours, ink, MARKS));
        }
        PAIRS.forEach((ink, grounds) -> weak.addAll(below(TEXT, colours, ink, grounds)));
        assertEquals(Set.of(), weak);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light.css", "dark.css"})
    void shapesCanBeSeen(String theme) throws IOException {
        Map<String, double[]> colours = colours(theme);
        Set<String> weak = new TreeSet<>();
        SHAPES.forEach((shape, grounds) -> weak.addAll(below(SHAPE, colours, shape, grounds)));
        assertEquals(Set.of(), weak);
    }

    /** A switch that is off is seen by its track. */
    @Test
    void theTrackOfASwitchHasAColourOfShapes() throws IOException {
        Matcher rule =
                Pattern.compile(
                                "\\.toggle-switch > \\.thumb-area \\{[^}]*-fx-background-color: -p-([a-z-]+)")
                        .matcher(read("ponder.css"));
        assertTrue(rule.find());
        assertTrue(SHAPES.containsKey(rule.group(1)), rule.group(1));
    }

    /** A rule that sets both colours is taken as it stands, whatever its names. */
    @ParameterizedTest
    @ValueSource(strings = {"light.css", "dark.css"})
    void eachRuleWithTextAndGroundIsReadable(String theme) throws IOException {
        Map<String, double[]> colours = colours(theme);
        Set<String> weak = new TreeSet<>();
        Matcher rules = Pattern.compile("([^{}]+)\\{([^}]*)\\}").matcher(read("ponder.css"));
        while (rules.find()) {
            String ink = colour(rules.group(2), "-fx-text-fill");
            String ground = colour(rules.group(2), "-fx-background-color");
            if (ink != null && ground != null && !rules.group(1).contains(":disabled")) {
                weak.addAll(below(TEXT, colours, ink, List.of(ground)));
            }
        }
        assertEquals(Set.of(), weak);
    }

    /** A colour of text that this test does not know would escape it. */
    @Test
    void everyColourOfTextIsKnownHere() throws IOException {
        Set<String> used = new HashSet<>();
        Matcher inks =
                Pattern.compile("-fx-text-fill:\\s*-p-([a-z-]+)").matcher(read("ponder.css"));
        while (inks.find()) {
            used.add(inks.group(1));
        }
        used.removeAll(INKS);
        used.removeAll(PAIRS.keySet());
        // On the notice the colours are turned round; its rules are read below.
        used.removeAll(Set.of("canvas", "notice-action"));
        assertEquals(Set.of(), used);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light.css", "dark.css"})
    void aNoticeCanBeRead(String theme) throws IOException {
        Map<String, double[]> colours = colours(theme);
        assertEquals(Set.of(), below(TEXT, colours, "canvas", List.of("text")));
        assertEquals(Set.of(), below(TEXT, colours, noticeAction(), List.of("text")));
    }

    @Test
    void theFormulaGivesItsOwnExamples() {
        assertEquals(21, ratio(rgb("#000000"), rgb("#ffffff")), 0.01);
        assertEquals(4.48, ratio(rgb("#777777"), rgb("#ffffff")), 0.01);
        assertTrue(ratio(rgb("#767676"), rgb("#ffffff")) >= TEXT);
    }

    private static String noticeAction() throws IOException {
        Matcher rule =
                Pattern.compile("\\.notice \\.button \\{[^}]*-fx-text-fill: -p-([a-z-]+)")
                        .matcher(read("ponder.css"));
        assertTrue(rule.find());
        return rule.group(1);
    }

    private static @Nullable String colour(String rule, String property) {
        Matcher found = Pattern.compile(property + ":\\s*-p-([a-z-]+);").matcher(rule);
        return found.find() ? found.group(1) : null;
    }

    private static Set<String> below(
            double least, Map<String, double[]> colours, String ink, List<String> grounds) {
        Set<String> weak = new TreeSet<>();
        for (String ground : grounds) {
            double ratio =
                    ratio(
                            Objects.requireNonNull(colours.get(ink), ink),
                            Objects.requireNonNull(colours.get(ground), ground));
            if (ratio < least) {
                weak.add("%s on %s: %.2f".formatted(ink, ground, ratio));
            }
        }
        return weak;
    }

    private static Map<String, double[]> colours(String theme) throws IOException {
        Map<String, double[]> colours = new HashMap<>();
        Matcher found = Pattern.compile("-p-([a-z-]+):\\s*(#[0-9a-f]{6})\\b").matcher(read(theme));
        while (found.find()) {
            colours.put(found.group(1), rgb(found.group(2)));
        }
        return colours;
    }

    private static double[] rgb(String hex) {
        int value = Integer.parseInt(hex.substring(1), 16);
        return new double[] {
            (value >> 16) / 255.0, (value >> 8 & 255) / 255.0, (value & 255) / 255.0
        };
    }

    private static double ratio(double[] one, double[] other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(double[] rgb) {
        return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static String read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(UiResources.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
