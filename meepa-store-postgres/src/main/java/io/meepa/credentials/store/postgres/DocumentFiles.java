package io.meepa.credentials.store.postgres;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.store.postgres.DocumentTransfer.Transferred;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of the file store, as far as a transfer needs it: new files only, for their owner alone. */
final class DocumentFiles {

    private static final String DOCUMENT = "credentials.json";

    private final Path agents;

    DocumentFiles(Path home) {
        agents = home.resolve("agents");
    }

    List<AgentId> agents() {
        if (!Files.isDirectory(agents)) {
            throw new StoreException(agents + " is not there: name the home of a file store");
        }
        try (Stream<Path> folders = Files.list(agents)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(AgentId::isValid)
                    .map(AgentId::of)
                    .filter(agent -> Files.isRegularFile(file(agent), LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StoreException(agents + " cannot be listed: check that it belongs to this user", e);
        }
    }

    Optional<byte[]> read(AgentId agent) {
        try {
            return Files.isRegularFile(file(agent), LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Files.readAllBytes(file(agent)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new StoreException(file(agent) + " cannot be read: check that it belongs to this user", e);
        }
    }

    /** Creates a file that survives a power cut, unless there is one. */
    Transferred create(AgentId agent, byte[] bytes) {
        Optional<byte[]> there = read(agent);
        if (there.isPresent()) {
            return MessageDigest.isEqual(there.get(), bytes) ? Transferred.SAME : Transferred.DIFFERENT;
        }
        try {
            Path folder = Files.createDirectories(agents.resolve(agent.value()), mode("rwx------"));
            Path temporary = folder.resolve("." + DOCUMENT + ".transfer");
            Files.deleteIfExists(temporary);
            write(temporary, bytes);
            Files.move(temporary, file(agent), StandardCopyOption.ATOMIC_MOVE);
            force(folder);
            force(agents);
            return Transferred.COPIED;
        } catch (IOException e) {
            throw new StoreException(file(agent) + " cannot be written: check that the disk has room", e);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, mode("rw-------"))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }

    private Path file(AgentId agent) {
        return agents.resolve(agent.value()).resolve(DOCUMENT);
    }
}
