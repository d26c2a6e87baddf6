package org.ponder.app.models;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.tensor.KvType;

/**
 * What the user has set for one model.
 *
 * @param name to show; empty is the model's own
 * @param loading how it is loaded
 * @param replies how it replies
 */
public record ModelNote(String name, Loading loading, Replies replies) {
    /** Nothing. */
    public static final ModelNote NONE = new ModelNote("", Loading.USUAL, Replies.USUAL);

    /** Characters that a name may have. */
    public static final int LONGEST_NAME = 200;

    /**
     * How a model is loaded.
     *
     * @param contextTokens the length of the context; 0 is the one for all models
     * @param threads that compute; 0 is as many as for all models
     * @param cacheType how keys and values are kept; null is the usual one
     * @param template the name of one of Ponder's own templates; empty is the model's own
     */
    public record Loading(
            int contextTokens, int threads, @Nullable KvType cacheType, String template) {
        static final Loading USUAL = new Loading(0, 0, null, "");

        public Loading {
            if (contextTokens < 0) {
                throw new IllegalArgumentException(
                        "A model's context must be 0 (as for all) or more, not "
                                + contextTokens
                                + ".");
            }
            if (threads < 0) {
                throw new IllegalArgumentException(
                        "A model's threads must be 0 (as for all) or more, not " + threads + ".");
            }
        }

        /** This with another context. */
        public Loading withContextTokens(int other) {
            return new Loading(other, threads, cacheType, template);
        }
    }

    /**
     * How a model replies.
     *
     * @param sampling how its tokens are drawn
     * @param maxTokens the most tokens of a reply; 0 is as for all models
     * @param systemPrompt empty is the one for all models
     */
    public record Replies(OwnSampling sampling, int maxTokens, String systemPrompt) {
        /** As for all models. */
        public static final Replies USUAL = new Replies(OwnSampling.NONE, 0, "");

        public Replies {
            if (maxTokens < 0) {
                throw new IllegalArgumentException(
                        "A model's longest reply must be 0 (as for all) or more, not "
                                + maxTokens
                                + ".");
            }
        }
    }

    public ModelNote {
        name = name.strip();
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "A model's name has at most " + LONGEST_NAME + " characters.");
        }
    }

    /** This with another name. */
    public ModelNote withName(String other) {
        return new ModelNote(other, loading, replies);
    }

    /** This, loaded otherwise. */
    public ModelNote withLoading(Loading other) {
        return new ModelNote(name, other, replies);
    }

    /** This, replying otherwise. */
    public ModelNote withReplies(Replies other) {
        return new ModelNote(name, loading, other);
    }
}
