package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.Version;
import io.meepa.credentials.error.ConfigurationException;
import org.junit.jupiter.api.Test;

/** F-703: an older Jackson is reported at open, before a method is missing. */
class JacksonMinimumTest {

    private static Version version(int major, int minor, int patch) {
        return new Version(major, minor, patch, null, "com.fasterxml.jackson.core", "jackson-core");
    }

    @Test
    void refusesAnOlderOneInOneSentence() {
        assertThatThrownBy(() -> JacksonMinimum.require("jackson-core", version(2, 17, 3)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "Meepa Credentials needs Jackson 2.18.0 or newer, and the path has jackson-core 2.17.3: raise"
                                + " the version of com.fasterxml.jackson:jackson-bom");
    }

    @Test
    void takesTheOldestThatWorksAndWhatIsHere() {
        assertThatCode(() -> JacksonMinimum.require("jackson-core", version(2, 18, 0)))
                .doesNotThrowAnyException();
        assertThatCode(JacksonMinimum::require).doesNotThrowAnyException();
    }
}
