package io.meepa.credentials.core.config;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.spi.engine.ManagerSpecification;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides where documents live: what code says, else {@code MEEPA_HOME}, else a folder in the user's home. The JDK says {@code ?}
 * where the user has no entry in the user data base, as in a container that runs with any number: then {@code HOME} is asked.
 */
final class HomeFolder {

    private static final String VARIABLE = "MEEPA_HOME";
    private static final String NAME = ".meepagateway";

    private HomeFolder() {}

    static Path of(ManagerSpecification specification) {
        return of(specification, System.getProperty("user.home"));
    }

    static Path of(ManagerSpecification specification, @Nullable String userHome) {
        Function<String, @Nullable String> environment =
                specification.surroundings().environment();
        return specification
                .home()
                .or(() -> named(environment.apply(VARIABLE)))
                .orElseGet(() -> inTheUsersHome(userHome, environment.apply("HOME")))
                .toAbsolutePath()
                .normalize();
    }

    private static Optional<Path> named(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank()).map(text -> path(VARIABLE, text));
    }

    private static Path inTheUsersHome(@Nullable String property, @Nullable String variable) {
        return Stream.of(usable(property), usable(variable))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(
                        () -> new ConfigurationException("this user has no home folder to keep credentials in: set "
                                + VARIABLE + " to a folder of this user"))
                .resolve(NAME);
    }

    /** A folder of somebody else's would be refused only once there is something to lose. */
    private static Optional<Path> usable(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .filter(value -> !value.isBlank())
                    .map(Path::of)
                    .filter(Path::isAbsolute)
                    .filter(Files::isDirectory)
                    .filter(folder -> Files.isWritable(folder) || Files.isDirectory(folder.resolve(NAME)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path path(String name, String value) {
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(name + " is no path of this system; set it to a folder");
        }
    }
}
