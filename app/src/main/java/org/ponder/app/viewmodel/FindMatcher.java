package org.ponder.app.viewmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.SearchHit;

/** Finds words in the messages of a conversation, whether in upper or lower case. */
public final class FindMatcher {
    /** More matches than anyone steps through; a single letter has that many in a long thought. */
    static final int MOST = 5_000;

    private final String wanted;
    private final Set<SearchHit.Part> parts;
    private final List<Match> matches = new ArrayList<>();

    /**
     * A place where the words are.
     *
     * @param message in which they are
     * @param thought the reply, where they are in its thought; null elsewhere
     * @param pieces from block to block
     */
    public record Match(long message, @Nullable ReplyViewModel thought, List<Piece> pieces) {}

    /**
     * What of a match is in one block.
     *
     * @param block as it is listed, or would be if its thought were unfolded
     * @param range in the block's text
     */
    public record Piece(Block block, TextSelection.Range range) {}

    FindMatcher(String wanted, SearchedParts searched) {
        this.wanted = wanted.strip();
        this.parts = searched.parts();
    }

    /** Finds the words from the first message to the last, a thought before its answer. */
    List<Match> find(List<Object> messages) {
        if (!wanted.isEmpty()) {
            for (Object message : messages) {
                if (message instanceof ReplyViewModel reply) {
                    reply(reply);
                } else if (message instanceof QuestionViewModel question
                        && parts.contains(SearchHit.Part.QUESTION)) {
                    in(new Block.Question(question), question.place().id());
                }
            }
        }
        return matches;
    }

    private void reply(ReplyViewModel reply) {
        if (parts.contains(SearchHit.Part.THOUGHT)) {
            thought(reply);
        }
        if (parts.contains(SearchHit.Part.ANSWER)) {
            reply.answer()
                    .blocks()
                    .forEach(block -> in(new Block.Answer(reply, block), reply.place().id()));
        }
    }

    private void in(Block block, long message) {
        String text = block.text();
        for (int at = next(text, 0); at >= 0; at = next(text, at + wanted.length())) {
            Piece piece = new Piece(block, new TextSelection.Range(at, at + wanted.length()));
            matches.add(new Match(message, null, List.of(piece)));
        }
    }

    private void thought(ReplyViewModel reply) {
        String text = reply.thought().text();
        List<ThoughtChunk> chunks = reply.thought().chunks();
        int chunk = 0;
        int start = 0;
        for (int at = next(text, 0); at >= 0; at = next(text, at + wanted.length())) {
            while (start + length(chunks.get(chunk)) <= at) {
                start += length(chunks.get(chunk++));
            }
            matches.add(
                    new Match(
                            reply.place().id(),
                            reply,
                            pieces(reply, chunk, at - start, wanted.length())));
        }
    }

    /** A match that begins in a chunk may go on in the next ones. */
    private static List<Piece> pieces(ReplyViewModel reply, int first, int from, int length) {
        List<ThoughtChunk> chunks = reply.thought().chunks();
        List<Piece> pieces = new ArrayList<>();
        int start = from;
        int left = length;
        for (int i = first; left > 0 && i < chunks.size(); i++) {
            int end = Math.min(length(chunks.get(i)), start + left);
            pieces.add(
                    new Piece(
                            new Block.ThoughtText(reply, chunks.get(i)),
                            new TextSelection.Range(start, end)));
            left -= end - start;
            start = 0;
        }
        return List.copyOf(pieces);
    }

    private static int length(ThoughtChunk chunk) {
        return chunk.textProperty().get().length();
    }

    /** Where the words are next; -1 where they are not, or have been found often enough. */
    private int next(String text, int from) {
        int last = text.length() - wanted.length();
        for (int at = from; at <= last && matches.size() < MOST; at++) {
            if (text.regionMatches(true, at, wanted, 0, wanted.length())) {
                return at;
            }
        }
        return -1;
    }
}
