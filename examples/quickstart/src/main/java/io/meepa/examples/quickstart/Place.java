package io.meepa.examples.quickstart;

import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.AgentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the documents are: files below the home, or rows of a database. The same bytes in both. */
interface Place extends AutoCloseable {

    /** Files, as the configuration says. */
    static Place files(Path home) {
        return new FilePlace(home.resolve("agents"));
    }

    /** A database that runs as long as this program. */
    static Place database(Path home) throws IOException {
        return new DatabasePlace(LocalDatabase.start(home));
    }

    CredentialManagerBuilder configure(CredentialManagerBuilder builder) throws IOException;

    String describe();

    String unit();

    String document(AgentId agent) throws IOException;

    Path key();

    String readByHand();

    @Override
    void close();

    /** Files. */
    record FilePlace(Path folder) implements Place {

        @Override
        public CredentialManagerBuilder configure(CredentialManagerBuilder builder) {
            return builder;
        }

        @Override
        public String describe() {
            return folder.resolve("meepa").resolve("credentials.json").toString();
        }

        @Override
        public String unit() {
            return "file";
        }

        @Override
        public String document(AgentId agent) throws IOException {
            return Files.readString(folder.resolve(agent.value()).resolve("credentials.json"));
        }

        @Override
        public Path key() {
            return folder.resolve("meepa").resolve("private-key.key");
        }

        @Override
        public String readByHand() {
            return "SOPS_AGE_KEY_FILE=<key> sops -d <file>";
        }

        @Override
        public void close() {
            // Files need no server.
        }
    }

    /** Rows. */
    record DatabasePlace(LocalDatabase database) implements Place {

        @Override
        public CredentialManagerBuilder configure(CredentialManagerBuilder builder) throws IOException {
            return database.configure(builder);
        }

        @Override
        public String describe() {
            return database.describe();
        }

        @Override
        public String unit() {
            return "row";
        }

        @Override
        public String document(AgentId agent) {
            return database.document(agent.value());
        }

        @Override
        public Path key() {
            return database.key();
        }

        @Override
        public String readByHand() {
            return "docs/many-machines.md has the line for psql and sops";
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
