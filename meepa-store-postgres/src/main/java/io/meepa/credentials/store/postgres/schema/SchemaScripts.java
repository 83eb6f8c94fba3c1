package io.meepa.credentials.store.postgres.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts in the jar. */
public final class SchemaScripts {

    /** The version that this library reads and writes. */
    public static final int VERSION = 1;

    private SchemaScripts() {}

    /**
     * Returns the tables of this version.
     *
     * @return SQL
     */
    public static String tables() {
        return script("001.sql");
    }

    /**
     * Returns the roles of least privilege.
     *
     * @return SQL
     */
    public static String roles() {
        return script("roles.sql");
    }

    /**
     * Returns row-level security, one namespace per login.
     *
     * @return SQL
     */
    public static String rowSecurity() {
        return script("row-security.sql");
    }

    private static String script(String name) {
        try (InputStream stream = SchemaScripts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing in the jar of meepa-store-postgres");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the jar of meepa-store-postgres", e);
        }
    }
}
