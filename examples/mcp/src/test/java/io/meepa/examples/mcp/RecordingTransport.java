package io.meepa.examples.mcp;

import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Starts the server behind tee, so that every byte that it sends is in a file, too. */
final class RecordingTransport extends StdioClientTransport {

    RecordingTransport(Path record, Path errors, List<String> server, Path home) {
        super(
                ServerParameters.builder("sh")
                        .args(words(server))
                        .addEnvVar("RECORD", record.toString())
                        .addEnvVar("ERRORS", errors.toString())
                        .addEnvVar("ACME_API_KEY", "organisation-canary-key")
                        .addEnvVar("MEEPA_HOME", home.toString())
                        .build(),
                McpJsonDefaults.getMapper());
    }

    private static List<String> words(List<String> server) {
        return Stream.concat(Stream.of("-c", "\"$@\" 2>\"$ERRORS\" | tee \"$RECORD\"", "server"), server.stream())
                .toList();
    }
}
