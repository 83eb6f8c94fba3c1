package io.meepa.credentials.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** Where the plug-ins of this project are, for those who forgot to add one. The engine knows none by name: a file lists them. */
final class Artifacts {

    private Artifacts() {}

    /** Returns what to do about a plug-in of ours that is not there; empty for any other name. */
    static Optional<String> remedy(String id) {
        return Optional.ofNullable(byId().getProperty(id))
                .map(artifact -> "add io.meepa:" + artifact + " to the run-time path");
    }

    private static Properties byId() {
        try (InputStream file = Artifacts.class.getResourceAsStream("artifacts.properties")) {
            Properties artifacts = new Properties();
            artifacts.load(Objects.requireNonNull(file, "artifacts.properties is part of the jar"));
            return artifacts;
        } catch (IOException e) {
            throw new UncheckedIOException("artifacts.properties cannot be read from the jar", e);
        }
    }
}
