package io.meepa.examples.quickstart;

import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.Identity;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

/** A PostgreSQL server for the time of this program. Its data stays below the home, each write forced to disk. */
final class LocalDatabase implements AutoCloseable {

    private static final String SECTION = "credentials.credential_store.postgres";

    private final EmbeddedPostgres server;
    private final Path key;

    private LocalDatabase(EmbeddedPostgres server, Path key) {
        this.server = server;
        this.key = key;
    }

    static LocalDatabase start(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve("postgres"));
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        return new LocalDatabase(server, key(folder));
    }

    /** One key for the service: every machine would have it. The store itself never makes one. */
    private static Path key(Path folder) throws IOException {
        Path file = folder.resolve("service.key");
        if (!Files.exists(file)) {
            try (Secret text = Identity.generate().file(Instant.now());
                    SeekableByteChannel channel = Files.newByteChannel(
                            file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(ByteBuffer.wrap(text.reveal().getBytes(StandardCharsets.UTF_8)));
            }
        }
        return file;
    }

    CredentialManagerBuilder configure(CredentialManagerBuilder builder) throws IOException {
        String recipient =
                Identities.parse(Files.readAllBytes(key)).recipients().get(0).toString();
        return builder.set("credentials.credential_store.provider", "postgres")
                .set(SECTION + ".url", "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres")
                .set(SECTION + ".user", "postgres")
                .set(SECTION + ".key_file", key.toString())
                .set(SECTION + ".public_key", recipient)
                .set(SECTION + ".create", true);
    }

    Path key() {
        return key;
    }

    String describe() {
        return "PostgreSQL on port " + server.getPort() + ", " + key.resolveSibling("data");
    }

    /** The row's bytes are those that a file would have. */
    String document(String agent) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select body from meepa.document where agent = ?")) {
            statement.setString(1, agent);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new String(rows.getBytes(1), StandardCharsets.UTF_8);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the row of " + agent + " cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
