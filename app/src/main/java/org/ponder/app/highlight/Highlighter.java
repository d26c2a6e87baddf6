package org.ponder.app.highlight;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.text.Segment;
import org.fife.ui.rsyntaxtextarea.Token;
import org.fife.ui.rsyntaxtextarea.TokenMaker;
import org.fife.ui.rsyntaxtextarea.TokenMakerFactory;
import org.fife.ui.rsyntaxtextarea.TokenTypes;

/** Tells what the words of a language's code are, line by line. */
public final class Highlighter {
    /** State in front of the first line. */
    public static final int BEGINNING = TokenTypes.NULL;

    /** Longer lines are data, which has no colours worth waiting for. */
    private static final int MOST_CHARACTERS = 2000;

    private final TokenMaker rules;

    private Highlighter(TokenMaker rules) {
        this.rules = rules;
    }

    /**
     * A line's words, which are as long together as the line.
     *
     * @param endState what the next line begins in, as inside of a comment
     */
    public record Line(List<CodeWord> words, int endState) {}

    /**
     * The highlighter of a language, as it is named behind a fence; nothing where the language is
     * not known. Loading takes some milliseconds the first time.
     */
    public static Optional<Highlighter> of(String language) {
        return Languages.style(language)
                .map(style -> TokenMakerFactory.getDefaultInstance().getTokenMaker(style))
                .map(Highlighter::new);
    }

    /** Whether there is a highlighter for a language; loads nothing. */
    public static boolean knows(String language) {
        return Languages.style(language).isPresent();
    }

    /** Reads a line without its end. */
    public Line line(String text, int state) {
        if (text.length() > MOST_CHARACTERS) {
            return new Line(List.of(new CodeWord(text.length(), CodeStyle.PLAIN)), state);
        }
        Segment segment = new Segment(text.toCharArray(), 0, text.length());
        List<CodeWord> words = new ArrayList<>();
        int read = 0;
        Token token = rules.getTokenList(segment, state, 0);
        while (token != null && token.isPaintable() && read < text.length()) {
            int length = Math.min(token.length(), text.length() - read);
            if (length > 0) {
                words.add(new CodeWord(length, styleOf(token.getType())));
                read += length;
            }
            token = token.getNextToken();
        }
        if (read < text.length()) {
            words.add(new CodeWord(text.length() - read, CodeStyle.PLAIN));
        }
        return new Line(words, rules.getLastTokenTypeOnLine(segment, state));
    }

    private static CodeStyle styleOf(int type) {
        return switch (type) {
            case TokenTypes.COMMENT_EOL,
                    TokenTypes.COMMENT_MULTILINE,
                    TokenTypes.COMMENT_DOCUMENTATION,
                    TokenTypes.COMMENT_KEYWORD,
                    TokenTypes.COMMENT_MARKUP,
                    TokenTypes.MARKUP_COMMENT ->
                    CodeStyle.COMMENT;
            case TokenTypes.RESERVED_WORD,
                    TokenTypes.RESERVED_WORD_2,
                    TokenTypes.LITERAL_BOOLEAN,
                    TokenTypes.PREPROCESSOR,
                    TokenTypes.MARKUP_PROCESSING_INSTRUCTION,
                    TokenTypes.MARKUP_DTD ->
                    CodeStyle.KEYWORD;
            case TokenTypes.DATA_TYPE, TokenTypes.ANNOTATION -> CodeStyle.TYPE;
            case TokenTypes.FUNCTION -> CodeStyle.FUNCTION;
            case TokenTypes.LITERAL_NUMBER_DECIMAL_INT,
                    TokenTypes.LITERAL_NUMBER_FLOAT,
                    TokenTypes.LITERAL_NUMBER_HEXADECIMAL,
                    TokenTypes.MARKUP_ENTITY_REFERENCE ->
                    CodeStyle.NUMBER;
            // What is not closed yet is closed a moment later, while code streams.
            case TokenTypes.LITERAL_STRING_DOUBLE_QUOTE,
                    TokenTypes.LITERAL_CHAR,
                    TokenTypes.LITERAL_BACKQUOTE,
                    TokenTypes.ERROR_STRING_DOUBLE,
                    TokenTypes.ERROR_CHAR,
                    TokenTypes.REGEX,
                    TokenTypes.MARKUP_TAG_ATTRIBUTE_VALUE,
                    TokenTypes.MARKUP_CDATA ->
                    CodeStyle.STRING;
            case TokenTypes.MARKUP_TAG_NAME -> CodeStyle.TAG;
            case TokenTypes.MARKUP_TAG_ATTRIBUTE -> CodeStyle.ATTRIBUTE;
            case TokenTypes.VARIABLE -> CodeStyle.VARIABLE;
            default -> CodeStyle.PLAIN;
        };
    }
}
