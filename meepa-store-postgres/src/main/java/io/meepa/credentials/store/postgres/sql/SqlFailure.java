package io.meepa.credentials.store.postgres.sql;

import java.sql.SQLException;

/** A statement that failed, or one that was answered with a warning. Carries the SQLSTATE, never the server's text: it may quote a row. */
public final class SqlFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final String state;

    private SqlFailure(Outcome outcome, String state, String message) {
        super(message);
        this.outcome = outcome;
        this.state = state;
    }

    static SqlFailure ofStatement(SQLException cause) {
        return of(Outcome.ofStatement(cause), cause);
    }

    static SqlFailure ofConnecting(SQLException cause) {
        return of(Outcome.ofConnecting(cause), cause);
    }

    /** A success with a warning: the database gave up waiting for its standby. */
    static SqlFailure ofWarning(String state) {
        return new SqlFailure(Outcome.UNKNOWN, state, "SQLSTATE " + state + " (a warning on a write)");
    }

    private static SqlFailure of(Outcome outcome, SQLException cause) {
        String state = Outcome.state(cause);
        return new SqlFailure(
                outcome, state, "SQLSTATE " + state + " (" + cause.getClass().getSimpleName() + ")");
    }

    /**
     * Returns what the failure means.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }

    /**
     * Returns the SQLSTATE.
     *
     * @return five characters
     */
    public String state() {
        return state;
    }

    /**
     * Returns what to do about it, for people.
     *
     * @return the rest of a sentence
     */
    public String remedy() {
        return switch (state) {
            case "42501" -> "the login lacks a right: run roles.sql and grant meepa_app to it";
            case "42P01", "3F000", "42703" ->
                "the schema meepa is not there or is another one: apply the schema scripts";
            case "3D000" -> "the database does not exist: check the url";
            case "28P01", "28000" -> "the database refused user and password: check them and pg_hba.conf";
            case "25006" -> "the server only reads: check that the url leads to the primary";
            case "53300" -> "the server has no connection left: check its limit and the size of the pools";
            case "53100" -> "the server's disk is full";
            case "57014" -> "the server ended the statement: check statement_timeout and its load";
            case "-----" -> "no connection in time: check the size of the pool and that the database can be reached";
            default -> "check that the database can be reached and takes writes";
        };
    }
}
