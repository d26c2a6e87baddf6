package org.ponder.app.highlight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every language that is promised has rules, and words make up the line they are of. */
class HighlighterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "java; public int x = 1; public; KEYWORD",
                "Python; def f(): return 'a'; def; KEYWORD",
                "py; x = 'a'; 'a'; STRING",
                "js; let a = 12; 12; NUMBER",
                "bash; if true; if; KEYWORD",
                "sql; SELECT 1; SELECT; KEYWORD",
                "c++; return 1; return; KEYWORD",
                "rust; fn main() {}; fn; KEYWORD",
                "json; {\"a\": 1}; 1; NUMBER",
                "html; <b>x</b>; b; TAG",
                "go; func main() {}; func; KEYWORD",
            })
    void wordsAreTold(String language, String line, String word, CodeStyle style) {
        Highlighter highlighter = Highlighter.of(language).orElseThrow();
        int start = line.indexOf(word);
        int at = 0;
        for (CodeWord each : highlighter.line(line, Highlighter.BEGINNING).words()) {
            if (at == start) {
                assertEquals(style, each.style());
                assertEquals(word.length(), each.length());
            }
            at += each.length();
        }
        assertEquals(line.length(), at);
    }

    @Test
    void aCommentGoesOnInTheNextLine() {
        Highlighter java = Highlighter.of("java").orElseThrow();
        Highlighter.Line first = java.line("int a; /* one", Highlighter.BEGINNING);
        Highlighter.Line second = java.line("two */ int b;", first.endState());
        assertEquals(CodeStyle.COMMENT, second.words().getFirst().style());
        assertEquals(6, second.words().getFirst().length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t",
                "\"",
                "'''",
                "/*",
                "<!--",
                "\\",
                "\0",
                "😀 é 中",
                "#!/bin/sh",
                "<script>",
                "<?php",
                "{{",
                "`${",
                "$(",
                "%",
                "\u2028",
            })
    void anyLineOfAnyLanguageIsReadWhole(String line) {
        List<String> wrong = new ArrayList<>();
        for (String language : Languages.names()) {
            Highlighter highlighter = Highlighter.of(language).orElseThrow();
            int state = Highlighter.BEGINNING;
            for (int i = 0; i < 2; i++) {
                Highlighter.Line read = highlighter.line(line, state);
                state = read.endState();
                if (read.words().stream().mapToInt(CodeWord::length).sum() != line.length()) {
                    wrong.add(language);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void anUnknownLanguageHasNoRules() {
        assertTrue(Highlighter.of("klingon").isEmpty());
        assertTrue(Highlighter.of("").isEmpty());
    }
}
