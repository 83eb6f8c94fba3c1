package io.meepa.credentials.provider.oauth.preset;

import io.meepa.credentials.error.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The presets that come with the library, and those that a host brings. */
public final class Presets {

    private static final List<String> SHIPPED = List.of(
            "atlassian",
            "discord",
            "github",
            "google",
            "linear",
            "microsoft",
            "notion",
            "reddit",
            "slack",
            "todoist",
            "twitter");

    private Presets() {}

    /**
     * Returns the services that need no file of the host.
     *
     * @return their names, sorted
     */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * Reads a preset that comes with the library.
     *
     * @param service the service
     * @return the preset, or empty if none comes with it
     */
    public static Optional<Preset> shipped(String service) {
        return SHIPPED.contains(service)
                ? Optional.of(PresetReader.strict().read(service + ".json", bytes(service)))
                : Optional.empty();
    }

    /**
     * Reads a preset of the host.
     *
     * @param file the file
     * @param reader reads it
     * @return the preset
     * @throws ConfigurationException if the file cannot be read or is none
     */
    public static Preset read(Path file, PresetReader reader) {
        try (InputStream in = Files.newInputStream(file)) {
            return reader.read(file.toString(), in.readNBytes(PresetReader.LONGEST + 1));
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("preset " + file + ": there is no such file");
        } catch (IOException e) {
            throw new ConfigurationException("preset " + file + ": cannot be read");
        }
    }

    private static byte[] bytes(String service) {
        try (InputStream in = Presets.class.getResourceAsStream(service + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the preset " + service + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the preset " + service + " cannot be read from the jar", e);
        }
    }
}
