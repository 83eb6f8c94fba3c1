package io.meepa.credentials.core.manager;

import com.fasterxml.jackson.core.Version;
import io.meepa.credentials.error.ConfigurationException;
import java.util.Comparator;

/** The oldest Jackson that works here. A host's framework may bring an older one, whose missing methods would show late. */
final class JacksonMinimum {

    static final Version OLDEST = new Version(2, 18, 0, null, null, null);

    /** By number alone: Jackson's own order looks at the names of the artefacts first. */
    private static final Comparator<Version> NUMBERS = Comparator.comparingInt(Version::getMajorVersion)
            .thenComparingInt(Version::getMinorVersion)
            .thenComparingInt(Version::getPatchLevel);

    private JacksonMinimum() {}

    /**
     * Checks what is on the path.
     *
     * @throws ConfigurationException if it is too old
     */
    static void require() {
        require("jackson-core", com.fasterxml.jackson.core.json.PackageVersion.VERSION);
        require("jackson-dataformat-yaml", com.fasterxml.jackson.dataformat.yaml.PackageVersion.VERSION);
    }

    static void require(String artifact, Version found) {
        if (NUMBERS.compare(found, OLDEST) < 0) {
            throw new ConfigurationException(
                    "Meepa Credentials needs Jackson " + text(OLDEST) + " or newer, and the path has " + artifact + " "
                            + text(found) + ": raise the version of com.fasterxml.jackson:jackson-bom");
        }
    }

    private static String text(Version version) {
        return version.getMajorVersion() + "." + version.getMinorVersion() + "." + version.getPatchLevel();
    }
}
