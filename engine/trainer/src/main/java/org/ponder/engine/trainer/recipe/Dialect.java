package org.ponder.engine.trainer.recipe;

import java.util.Arrays;
import org.ponder.engine.trainer.lesson.Lesson;
import org.ponder.engine.trainer.lesson.Reading;
import org.ponder.engine.trainer.model.Vocabulary;

/** How a question is put before the model, and how its reply is read. */
enum Dialect {
    /** R1's template: control tokens, the thought already opened. */
    R1 {
        @Override
        int[] prompt(String question) {
            return Lesson.prompt(question);
        }

        @Override
        Reading read(int[] reply) {
            return Reading.of(reply);
        }
    },

    /** R1-Zero's template (DeepSeek-AI 2025): plain text; thought and answer in tags. */
    ZERO {
        @Override
        int[] prompt(String question) {
            return Vocabulary.ids(
                    "The assistant first thinks and then answers, in <think> </think> and <answer>"
                            + " </answer>. User: "
                            + question
                            + " Assistant:");
        }

        @Override
        Reading read(int[] reply) {
            boolean ended = reply.length > 0 && reply[reply.length - 1] == Vocabulary.END;
            String text = Lesson.text(reply, 0, reply.length).strip();
            int close = text.indexOf("</think>");
            int answer = text.indexOf("<answer>");
            int end = text.indexOf("</answer>");
            boolean wellFormed =
                    ended
                            && text.startsWith("<think>")
                            && close > 0
                            && text.substring(close + 8).strip().startsWith("<answer>")
                            && end == text.length() - 9;
            if (!wellFormed) {
                return new Reading(text, "", thoughtLength(reply, close), false);
            }
            return new Reading(
                    text.substring(7, close).strip(),
                    text.substring(answer + 8, end).strip(),
                    close - 7,
                    true);
        }
    };

    private static int thoughtLength(int[] reply, int close) {
        return close > 7 ? close - 7 : Arrays.stream(reply).map(id -> id < 256 ? 1 : 0).sum();
    }

    abstract int[] prompt(String question);

    abstract Reading read(int[] reply);
}
