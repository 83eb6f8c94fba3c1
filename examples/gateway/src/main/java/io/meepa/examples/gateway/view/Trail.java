package io.meepa.examples.gateway.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meepa.credentials.model.AgentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Reads the end of the audit trail, which all programs over one home write. */
public final class Trail {

    private static final int BYTES = 512 << 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /**
     * Creates a reader.
     *
     * @param folder where the trail is; it need not exist
     */
    public Trail(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the newest records of an agent, the newest first.
     *
     * @param agent the agent
     * @return the records
     */
    public List<TrailEntry> of(AgentId agent) {
        return newest().stream()
                .filter(entry -> entry.agent().equals(agent.value()))
                .toList();
    }

    /**
     * Returns the newest records, the newest first.
     *
     * @return the records
     */
    public List<TrailEntry> newest() {
        List<TrailEntry> entries = new ArrayList<>();
        for (Path file : files()) {
            for (String line : end(file)) {
                entry(line, entries);
            }
        }
        Collections.reverse(entries);
        return entries;
    }

    /** A killed writer leaves half a line, and reading from the middle of a file begins with half of one. */
    private static void entry(String line, List<TrailEntry> entries) {
        try {
            JsonNode read = JSON.readTree(line);
            if (read.path("n").isIntegralNumber()) {
                entries.add(TrailEntry.of(read));
            }
        } catch (JsonProcessingException e) {
            return;
        }
    }

    /** The last two files: a new one may have begun a moment ago. */
    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            List<Path> files = found.filter(
                            file -> file.getFileName().toString().matches("audit-\\d+\\.jsonl"))
                    .sorted()
                    .toList();
            return files.subList(Math.max(0, files.size() - 2), files.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> end(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - BYTES));
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - channel.position()));
            int read;
            do {
                read = channel.read(bytes);
            } while (read > 0);
            return Arrays.asList(
                    new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).split("\n", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
