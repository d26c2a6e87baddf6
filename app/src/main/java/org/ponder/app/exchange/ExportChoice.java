package org.ponder.app.exchange;

/**
 * What is exported, and in which form.
 *
 * @param format of the text; JSON holds everything, whatever the parts
 * @param parts of replies
 * @param labels for who speaks
 */
public record ExportChoice(Format format, Parts parts, Labels labels) {

    /** A form that other programs read. */
    public enum Format {
        MARKDOWN("md"),
        JSON("json"),
        TEXT("txt"),
        HTML("html");

        private final String extension;

        Format(String extension) {
            this.extension = extension;
        }

        /** How the names of such files end, without the dot. */
        public String extension() {
            return extension;
        }
    }

    /** What is taken of a reply. */
    public enum Parts {
        ANSWER,
        THOUGHT,
        BOTH;

        boolean answer() {
            return this != THOUGHT;
        }

        boolean thought() {
            return this != ANSWER;
        }
    }

    /**
     * The words around a conversation, in the user's language.
     *
     * @param question above a question
     * @param answer above an answer
     * @param thought above a thought
     */
    public record Labels(String question, String answer, String thought) {

        /** In English. */
        public static Labels english() {
            return new Labels("Question", "Answer", "Thought");
        }
    }
}
