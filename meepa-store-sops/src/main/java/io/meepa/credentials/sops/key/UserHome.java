package io.meepa.credentials.sops.key;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that {@code ~} stands for. The JDK says {@code ?} where the user has no entry in the user data base, as in a
 * container that runs with any number; then the variable {@code HOME} is asked.
 */
public final class UserHome {

    private UserHome() {}

    /**
     * Finds the folder.
     *
     * @param property the value of {@code user.home}
     * @param variable the value of {@code HOME}
     * @return the first of the two that is an absolute path of a folder
     */
    public static Optional<Path> of(@Nullable String property, @Nullable String variable) {
        return Stream.of(folder(property), folder(variable))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Path> folder(@Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .filter(value -> !value.isBlank())
                    .map(Path::of)
                    .filter(path -> path.isAbsolute() && Files.isDirectory(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
