package org.ponder.app.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Question files are read in the layouts in which they are published; broken lines are counted. */
class QuestionSetTest {
    @TempDir private Path folder;

    private static Question only(String line) {
        QuestionSet set = QuestionSet.of("set", line);
        assertEquals(1, set.questions().size(), () -> String.valueOf(set.skipped()));
        return set.questions().getFirst();
    }

    @Test
    void ponderOwn() {
        Question question =
                only("{\"question\": \"How many?\", \"answer\": 3, \"kind\": \"letter_count\"}");
        assertEquals(AnswerKind.COUNT, question.kind());
        assertEquals("3", question.answer());
        assertEquals("How many?", question.prompt());
    }

    @Test
    void aime() {
        Question one =
                only(
                        "{\"ID\":\"2024-II-4\",\"Problem\":\"Let $x$.\",\"Solution\":\"s\",\"Answer\":33}");
        assertEquals("2024-II-4", one.id());
        assertEquals("33", one.answer());
        assertEquals(AnswerKind.NUMBER, one.kind());
        assertTrue(one.prompt().contains("\\boxed{}"), one.prompt());
        Question other =
                only(
                        "{\"id\":60,\"problem\":\"P\",\"solution\":\"s\",\"answer\":\"204\",\"url\":\"u\",\"year\":\"2024\"}");
        assertEquals("204", other.answer());
        assertEquals("60", other.id());
    }

    @Test
    void math500() {
        Question question =
                only(
                        "{\"problem\":\"P\",\"solution\":\"s\",\"answer\":\"\\\\left( 3, \\\\frac{\\\\pi}{2} \\\\right)\",\"subject\":\"Precalculus\",\"level\":2,\"unique_id\":\"test/precalculus/807.json\"}");
        assertEquals("test/precalculus/807.json", question.id());
        assertEquals("Precalculus", question.topic());
        assertTrue(question.kind().right(question.answer(), "(3,\\pi/2)"));
    }

    @Test
    void gpqa() {
        String line =
                "{\"Question\":\"Which?\",\"Correct Answer\":\"right\\n\",\"Incorrect Answer 1\":\"a\",\"Incorrect Answer 2\":\"b\",\"Incorrect Answer 3\":\"c\",\"Record ID\":\"rec1\"}";
        Question question = only(line);
        assertEquals(AnswerKind.CHOICE, question.kind());
        assertTrue(question.text().contains(question.answer() + ") right"), question.text());
        for (String choice : new String[] {"A) ", "B) ", "C) ", "D) "}) {
            assertTrue(question.text().contains(choice), question.text());
        }
        assertEquals(question, only(line));
        Question listed =
                only("{\"question\":\"Which?\",\"choices\":[\"x\",\"y\"],\"answer\":\"B\"}");
        assertEquals("B", listed.answer());
        assertEquals(
                "B", only("{\"question\":\"W\",\"options\":[\"x\",\"y\"],\"answer\":1}").answer());
        assertEquals(
                "A",
                only("{\"question\":\"W\",\"choices\":[\"x\",\"y\"],\"answer\":\"x\"}").answer());
    }

    @Test
    void gpqaAsTheCsvFileThatIsPublished() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("gpqa_diamond.csv"),
                        """
                        \uFEFFRecord ID,Question,Correct Answer,Incorrect Answer 1,Incorrect Answer 2,Incorrect Answer 3,Subdomain\r
                        rec1,"Which of ""a, b""
                        is it?","1,5
                        ",2,3,4,Physics\r
                        \r
                        rec2,Broken,\r
                        rec3,"Never closed
                        """);
        QuestionSet set = QuestionSet.read(file);
        assertEquals("gpqa_diamond", set.name());
        assertEquals(1, set.questions().size());
        Question question = set.questions().getFirst();
        assertEquals("rec1", question.id());
        assertEquals("Physics", question.topic());
        assertEquals(AnswerKind.CHOICE, question.kind());
        assertTrue(question.text().startsWith("Which of \"a, b\"\nis it?"), question.text());
        assertTrue(question.text().contains(question.answer() + ") 1,5"), question.text());
        assertEquals(2, set.skipped().size());
        assertEquals("Row 2 has no answer.", set.skipped().getFirst());
    }

    @Test
    void brokenLinesAreSkippedAndCounted() {
        QuestionSet set =
                QuestionSet.of(
                        "set",
                        """
                        {"question": "a", "answer": "1", "kind": "number"}
                        not JSON

                        {"question": "no answer", "kind": "number"}
                        {"question": "x", "answer": "1", "kind": "riddle"}
                        [1, 2]
                        {"question": "", "answer": "1"}
                        {"question": "b", "answer": {"a": 1}}
                        {"question": "c", "answer": "2", "choices": ["x", "y"]}
                        {"Question": "d", "Correct Answer": "x"}
                        {"question": "e", "answer": "5"}
                        """);
        assertEquals(2, set.questions().size());
        assertEquals(8, set.skipped().size());
        assertTrue(set.skipped().get(0).startsWith("Line 2 is not JSON"), set.skipped().get(0));
        assertEquals("Line 4 has no answer.", set.skipped().get(1));
        assertTrue(set.skipped().get(2).contains("'riddle'"), set.skipped().get(2));
    }

    @Test
    void anArrayIsReadToo() {
        QuestionSet set =
                QuestionSet.of(
                        "set", "[{\"question\":\"a\",\"answer\":\"1\"}, {\"question\":\"b\"}]");
        assertEquals(1, set.questions().size());
        assertEquals("Element 2 has no answer.", set.skipped().getFirst());
    }

    @Test
    void idsAreUniqueAndSetsToldApart() {
        String line = "{\"id\":1,\"question\":\"a\",\"answer\":\"1\"}\n";
        QuestionSet set = QuestionSet.of("set", line + line);
        assertNotEquals(set.questions().get(0).id(), set.questions().get(1).id());
        assertNotEquals(set.fingerprint(), QuestionSet.of("set", line).fingerprint());
    }

    @Test
    void theMarkOfUtf8IsNoPartOfTheFirstLine() throws IOException {
        String mark = "\uFEFF";
        for (String text :
                List.of(
                        mark + "{\"question\":\"a\",\"answer\":\"1\"}\n",
                        mark + "[{\"question\":\"a\",\"answer\":\"1\"}]")) {
            Path file = Files.writeString(folder.resolve("marked.jsonl"), text);
            assertEquals(List.of(), QuestionSet.read(file).skipped());
        }
        Path csv = Files.writeString(folder.resolve("marked.csv"), mark + "question,answer\na,1\n");
        assertEquals(List.of(), QuestionSet.read(csv).skipped());
    }

    @Test
    void aFileWithoutQuestionsIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x.jsonl"), "hello\n");
        IOException refused = assertThrows(IOException.class, () -> QuestionSet.read(file));
        assertTrue(String.valueOf(refused.getMessage()).contains("holds no question"));
        assertFalse(String.valueOf(refused.getMessage()).contains("\n"));
    }
}
