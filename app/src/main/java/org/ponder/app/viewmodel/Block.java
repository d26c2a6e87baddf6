package org.ponder.app.viewmodel;

import org.ponder.app.markdown.Frame;

/**
 * One entry of the conversation as it is listed, from top to bottom. The list holds small entries
 * rather than whole messages, so that only what is in sight costs anything. Entries are equal when
 * they show the same thing.
 */
public sealed interface Block {

    /** The text in it that can be selected; empty where there is none. */
    default String text() {
        return "";
    }

    /** What stands before the text, as the number of an item; empty where nothing does. */
    default String marker() {
        return "";
    }

    /** A question. */
    record Question(QuestionViewModel question) implements Block {
        @Override
        public String text() {
            return question.text();
        }
    }

    /** Says that the conversation's oldest turns were left out for a reply. */
    record LeftOut(ReplyViewModel reply) implements Block {}

    /** The line above a thought, with its controls. */
    record ThoughtHead(ReplyViewModel reply) implements Block {}

    /** A stretch of a thought that is shown in full. */
    record ThoughtText(ReplyViewModel reply, ThoughtChunk chunk) implements Block {
        @Override
        public String text() {
            return chunk.textProperty().get();
        }
    }

    /** Where a thought parts from the one that it is compared with. */
    record Parting(ReplyViewModel reply) implements Block {}

    /** The last lines of a thought. */
    record ThoughtPeek(ReplyViewModel reply) implements Block {}

    /** The lower edge of a thought that is shown in full, where it can be folded too. */
    record ThoughtFoot(ReplyViewModel reply) implements Block {}

    /** A block of an answer. */
    record Answer(ReplyViewModel reply, AnswerBlock block) implements Block {
        @Override
        public String text() {
            return block.contentProperty().get().plainText();
        }

        @Override
        public String marker() {
            Frame frame = block.contentProperty().get().frame();
            return frame.marker().isEmpty()
                    ? ""
                    : "  ".repeat(Math.max(0, frame.indent() - 1)) + frame.marker() + " ";
        }
    }

    /** What can be done with a reply, and how it ended. */
    record ReplyFoot(ReplyViewModel reply) implements Block {}
}
