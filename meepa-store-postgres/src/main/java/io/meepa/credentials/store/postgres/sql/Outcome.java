package io.meepa.credentials.store.postgres.sql;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failed statement means, by its SQLSTATE alone. */
public enum Outcome {
    /** Certainly nothing was done; the same statement may succeed at once. */
    AGAIN,
    /** Certainly nothing was done; this connection or server cannot do it now. */
    UNAVAILABLE,
    /** Whether it was done is not known. */
    UNKNOWN,
    /** Certainly nothing was done, and trying again changes nothing. */
    REFUSED;

    private static final Set<String> LOST_RACES = Set.of("40001", "40P01", "55P03", "57014");
    private static final Set<String> READ_ONLY = Set.of("25006", "25P02");
    private static final Set<String> NO_ROOM = Set.of("53000", "53100", "53200", "53300", "53400");
    private static final Set<String> REFUSING = Set.of("0A", "21", "22", "23", "28", "3D", "3F", "42", "44");

    /** Returns what a failure of a statement that was sent means. */
    static Outcome ofStatement(SQLException failure) {
        String state = state(failure);
        if (LOST_RACES.contains(state)) {
            return AGAIN;
        }
        if (READ_ONLY.contains(state) || NO_ROOM.contains(state)) {
            return UNAVAILABLE;
        }
        return refuses(state) ? REFUSED : UNKNOWN;
    }

    /** Returns what a failure to get a connection means: no statement was sent, so nothing was done. */
    static Outcome ofConnecting(SQLException failure) {
        return refuses(state(failure)) ? REFUSED : UNAVAILABLE;
    }

    /** Returns a failure's SQLSTATE, that of its cause if it has none of its own, or five dashes. */
    static String state(SQLException failure) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 8; depth++) {
            if (current instanceof SQLException sql && isState(sql.getSQLState())) {
                return sql.getSQLState();
            }
            current = current.getCause();
        }
        return "-----";
    }

    private static boolean isState(@Nullable String state) {
        return state != null && state.length() == 5;
    }

    private static boolean refuses(String state) {
        return REFUSING.contains(state.substring(0, 2));
    }
}
