package org.ponder.app.cli;

/** Something the user can correct; the message is one plain sentence. Ends with exit code 2. */
final class UserMistake extends RuntimeException {
    private static final long serialVersionUID = 1;

    UserMistake(String message) {
        super(message);
    }

    UserMistake(String message, Throwable cause) {
        super(message, cause);
    }
}
