package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ponder.app.store.Settings;
import org.ponder.app.viewmodel.SettingsViewModel.Figure;
import org.ponder.engine.tensor.KvType;

/** Only values that can be used are taken, and each that is taken is saved. */
class SettingsViewModelTest {
    private final List<Settings> saved = new ArrayList<>();
    private final SettingsViewModel settings =
            new SettingsViewModel(new Preferences(Settings.defaults(), saved::add));

    @ParameterizedTest
    @CsvSource({
        "TEMPERATURE,-1",
        "TEMPERATURE,warm",
        "TEMPERATURE,NaN",
        "TOP_P,0",
        "TOP_P,1.01",
        "TOP_K,1.5",
        "TOP_K,-1",
        "MIN_P,1",
        "REPETITION_PENALTY,9",
        "SEED,-1",
        "SEED,1.5",
        "SEED,3000000000",
        "BUDGET,-5",
        "CONTEXT,1e12",
        "THREADS,100000",
        "MAX_TOKENS,''"
    })
    void anUnusableValueChangesNothing(Figure figure, String typed) {
        assertFalse(settings.setFigure(figure, typed));
        assertEquals(Settings.defaults(), settings.now());
        assertTrue(saved.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "TEMPERATURE,0.8",
        "TOP_P,0.9",
        "TOP_K,40",
        "MIN_P,0.05",
        "REPETITION_PENALTY,1.1",
        "SEED,42",
        "BUDGET,2048",
        "CONTEXT,8192",
        "THREADS,4",
        "MAX_TOKENS,100"
    })
    void aUsableValueIsTakenAndSaved(Figure figure, String typed) {
        assertTrue(settings.setFigure(figure, typed));
        assertEquals(typed, settings.figure(figure));
        assertEquals(settings.now(), saved.getLast());
    }

    @Test
    void anEmptySeedIsAnotherOneEachTime() {
        settings.setFigure(Figure.SEED, "42");
        assertTrue(settings.now().generation().fixedSeed());
        assertTrue(settings.setFigure(Figure.SEED, " "));
        assertFalse(settings.now().generation().fixedSeed());
        assertEquals("", settings.figure(Figure.SEED));
    }

    @Test
    void theWayToKeepKeysAndValuesIsSaved() {
        settings.setCacheType(KvType.Q8_0);
        assertEquals(KvType.Q8_0, saved.getLast().generation().cacheType());
    }

    @Test
    void whetherTheModelReadsAlongIsSaved() {
        assertTrue(settings.now().generation().readAlong());
        settings.setReadAlong(false);
        assertFalse(saved.getLast().generation().readAlong());
    }

    @Test
    void resetBringsBackTheSamplingOfR1() {
        settings.setFigure(Figure.TEMPERATURE, "1.5");
        settings.resetSampling();
        assertEquals("0.6", settings.figure(Figure.TEMPERATURE));
        assertEquals("0.95", settings.figure(Figure.TOP_P));
    }
}
