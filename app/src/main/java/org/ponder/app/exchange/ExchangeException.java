package org.ponder.app.exchange;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something could not be exported or imported. The message is one sentence a person can act on. */
public final class ExchangeException extends IOException {
    private final String sentence;

    ExchangeException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.sentence = sentence;
    }

    @Override
    public String getMessage() {
        return sentence;
    }
}
