package io.meepa.credentials.core.config;

import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.spi.ManagerSpecification;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Decides where documents live: what code says, else {@code MEEPA_HOME}, else a folder in the user's home. */
final class HomeFolder {

    private static final String VARIABLE = "MEEPA_HOME";

    private HomeFolder() {}

    static Path of(ManagerSpecification specification) {
        return specification
                .home()
                .or(() -> fromEnvironment(specification))
                .orElseGet(HomeFolder::inTheUsersHome)
                .toAbsolutePath()
                .normalize();
    }

    private static Optional<Path> fromEnvironment(ManagerSpecification specification) {
        return Optional.ofNullable(specification.surroundings().environment().apply(VARIABLE))
                .filter(value -> !value.isBlank())
                .map(value -> path(VARIABLE, value));
    }

    private static Path inTheUsersHome() {
        String user = System.getProperty("user.home", "");
        if (user.isBlank()) {
            throw new ConfigurationException("the user has no home folder; set " + VARIABLE);
        }
        return path("user.home", user).resolve(".meepagateway");
    }

    private static Path path(String name, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(name + " is no path of this system; set it to a folder");
        }
    }
}
