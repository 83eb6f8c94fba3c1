package io.meepa.credentials.core.transfer;

import io.meepa.credentials.core.files.OwnFiles;
import io.meepa.credentials.error.LimitExceededException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.store.RevisionConflictException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder of documents as the file store lays it out: {@code agents/<id>/credentials.json}. Gets new files only. */
public final class DocumentFolder implements SealedPlace {

    private static final String DOCUMENT = "credentials.json";

    /** More than any store accepts, so that a wrong file does not fill the memory. */
    private static final int LARGEST = 64 * 1_024 * 1_024;

    private final Path agents;

    /** Names the folder. */
    public DocumentFolder(Path home) {
        agents = home.toAbsolutePath().resolve("agents");
    }

    @Override
    public List<AgentId> agents(String after, int most) {
        if (!Files.isDirectory(agents)) {
            throw new StoreException(agents + " is not there: name the home of a file store");
        }
        try (Stream<Path> folders = Files.list(agents)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(AgentId::isValid)
                    .filter(name -> name.compareTo(after) > 0)
                    .map(AgentId::of)
                    .filter(agent -> Files.exists(file(agent), LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(most)
                    .toList();
        } catch (IOException e) {
            throw unusable(agents, "listed", e);
        }
    }

    @Override
    public Optional<byte[]> sealed(AgentId agent) {
        Path file = file(agent);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            OwnFiles.requireFolder(OwnFiles.parent(file));
            if (Files.size(file) > LARGEST) {
                throw new LimitExceededException("agent " + agent + ": " + file + " is larger than any document");
            }
            return Optional.of(OwnFiles.read(file, LARGEST));
        } catch (IOException e) {
            throw unusable(file, "read", e);
        }
    }

    @Override
    public void create(AgentId agent, byte[] document) {
        Path file = file(agent);
        try {
            OwnFiles.createFolders(OwnFiles.parent(file));
            OwnFiles.createWhole(file, document);
        } catch (FileAlreadyExistsException e) {
            throw new RevisionConflictException("agent " + agent + ": " + file + " was made meanwhile");
        } catch (IOException e) {
            throw unusable(file, "written", e);
        }
    }

    private static StoreException unusable(Path path, String what, IOException cause) {
        return new StoreException(
                path + " cannot be " + what + " (" + OwnFiles.reason(cause)
                        + "): check that it is a file or folder of this"
                        + " user, that no link is in its place, and that the disk has room",
                cause);
    }

    private Path file(AgentId agent) {
        return agents.resolve(agent.value()).resolve(DOCUMENT);
    }
}
