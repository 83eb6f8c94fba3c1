package org.example.cabinet;

import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.DurabilityUnknownException;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.RevisionConflictException;
import io.meepa.credentials.spi.store.StoreLock;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import java.util.stream.Stream;

/** Reads without a lock, since files are replaced whole; compares and sets under one. Holds no state of its own. */
record CabinetSession(Path folder, Seal seal, Locks locks, Duration maxWait) implements StoreSession {

    private static final String SUFFIX = ".sealed";

    @Override
    public Optional<StoredDocument> read(AgentId agent) {
        return bytes(agent)
                .map(content -> new StoredDocument(Nodes.read(seal.open(agent, content)), revision(content)));
    }

    @Override
    public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
        try (StoreLock lock = locks.take(agent + ".write", maxWait)) {
            requireRevision(agent, expected);
            byte[] file = seal.close(agent, Nodes.write(content));
            replace(agent, file);
            return revision(file);
        }
    }

    @Override
    public void delete(AgentId agent, Revision expected) {
        try (StoreLock lock = locks.take(agent + ".write", maxWait)) {
            requireRevision(agent, expected);
            Files.delete(file(agent));
            settle(agent);
        } catch (IOException e) {
            throw new StoreException(agent + ": cannot delete its document from " + folder, e);
        }
    }

    @Override
    public List<AgentId> agents() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            Stream<String> names = files.map(file -> file.getFileName().toString());
            Stream<String> documents = names.filter(name -> name.endsWith(SUFFIX));
            return documents
                    .map(name -> AgentId.of(name.substring(0, name.length() - SUFFIX.length())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StoreException("cannot list " + folder, e);
        }
    }

    @Override
    public StoreLock lock(AgentId agent, String name, Duration wait) {
        return locks.take(agent + ".named." + name, wait);
    }

    @Override
    public void close() {}

    private Path file(AgentId agent) {
        return folder.resolve(agent + SUFFIX);
    }

    private Optional<byte[]> bytes(AgentId agent) {
        try {
            return Optional.of(Files.readAllBytes(file(agent)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException(agent + ": cannot read " + file(agent), e);
        }
    }

    private void requireRevision(AgentId agent, Revision expected) {
        if (!bytes(agent).map(CabinetSession::revision).orElse(Revision.ABSENT).equals(expected)) {
            throw new RevisionConflictException(agent + ": somebody else wrote first, read again");
        }
    }

    /** The random vector that begins each sealed file: no two writes have the same. */
    private static Revision revision(byte[] content) {
        return new Revision(HexFormat.of().formatHex(content, 0, Math.min(content.length, Seal.VECTOR)));
    }

    private void replace(AgentId agent, byte[] content) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, agent + ".", ".draft"); // only its owner may read it
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(content));
                channel.force(true);
            }
            Files.move(draft, file(agent), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException(agent + ": cannot write " + file(agent), e);
        }
        settle(agent);
    }

    /** A rename is durable once its folder is. */
    private void settle(AgentId agent) {
        try (FileChannel channel = FileChannel.open(folder)) {
            channel.force(true);
        } catch (IOException e) {
            throw new DurabilityUnknownException(agent + ": the disk did not confirm the change", e);
        }
    }
}
