package org.ponder.app.store;

import java.sql.SQLException;
import org.ponder.app.store.StoreException.Problem;

/** Says in one sentence what a database error means for a person. */
final class StoreProblems {
    private StoreProblems() {}

    static StoreException explain(SQLException error, String place) {
        if (error instanceof MissingRow) {
            return of(Problem.MISSING, place, String.valueOf(error.getMessage()), error);
        }
        int code = error.getErrorCode() & 0xff;
        return switch (code) {
            case 13 -> // SQLITE_FULL
                    of(
                            Problem.DISK_FULL,
                            place,
                            "The disk is full, so the last change is not saved in "
                                    + place
                                    + ": make room on it, then try again.",
                            error);
            case 8, 14 -> // SQLITE_READONLY, SQLITE_CANTOPEN
                    notWritable(place, error);
            case 11, 26 -> // SQLITE_CORRUPT, SQLITE_NOTADB
                    of(
                            Problem.DAMAGED,
                            place,
                            "The database "
                                    + place
                                    + " is damaged: start Ponder again, which sets it aside and recovers what can be"
                                    + " read.",
                            error);
            case 5, 6 -> // SQLITE_BUSY, SQLITE_LOCKED
                    of(
                            Problem.BUSY,
                            place,
                            "Another program is using " + place + ": close it and try again.",
                            error);
            case 10 -> // SQLITE_IOERR
                    of(
                            Problem.DISK_ERROR,
                            place,
                            "The disk reported an error in "
                                    + place
                                    + ": check the disk and its free space.",
                            error);
            default ->
                    of(
                            Problem.OTHER,
                            place,
                            "The database "
                                    + place
                                    + " answered: "
                                    + error.getMessage()
                                    + ". Start Ponder again.",
                            error);
        };
    }

    static StoreException notWritable(String place, Exception cause) {
        return of(
                Problem.NOT_WRITABLE,
                place,
                "Ponder cannot write to "
                        + place
                        + ": make it and its folder writable and the disk not full.",
                cause);
    }

    private static StoreException of(
            Problem problem, String place, String sentence, Exception cause) {
        return new StoreException(problem, place, sentence, cause);
    }
}
