package io.meepa.credentials.store.postgres;

import io.meepa.credentials.store.postgres.schema.SchemaScripts;

/**
 * The store's tables and rights as SQL, for those who apply schemas with a tool of their own. As a program it prints what is
 * asked for: {@code tables}, {@code roles} or {@code row-security}.
 */
public final class PostgresSchema {

    private PostgresSchema() {}

    /**
     * Returns the version that this library reads and writes.
     *
     * @return the version, 1 or more
     */
    public static int version() {
        return SchemaScripts.VERSION;
    }

    /**
     * Returns the tables.
     *
     * @return SQL, to be run once by the owner of the schema
     */
    public static String tables() {
        return SchemaScripts.tables();
    }

    /**
     * Returns the roles of least privilege.
     *
     * @return SQL, to be run by the owner of the schema
     */
    public static String roles() {
        return SchemaScripts.roles();
    }

    /**
     * Returns row-level security: one namespace per login.
     *
     * @return SQL, to be run by the owner of the schema after the roles
     */
    public static String rowSecurity() {
        return SchemaScripts.rowSecurity();
    }

    /**
     * Prints a script.
     *
     * @param arguments {@code tables}, {@code roles} or {@code row-security}; {@code tables} if there is none
     */
    @SuppressWarnings("SystemOut") // A program that prints.
    public static void main(String[] arguments) {
        System.out.print(script(arguments.length == 0 ? "tables" : arguments[0]));
    }

    static String script(String name) {
        return switch (name) {
            case "tables" -> tables();
            case "roles" -> roles();
            case "row-security" -> rowSecurity();
            default -> throw new IllegalArgumentException("print one of: tables, roles, row-security");
        };
    }
}
