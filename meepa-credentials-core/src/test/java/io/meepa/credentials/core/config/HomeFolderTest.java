package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-401: where documents live for a user without an entry in the user data base")
class HomeFolderTest {

    @TempDir
    Path folder;

    @Test
    void isInTheHomeOfTheUser() {
        assertThat(home(Host.withoutFile(), folder.toString())).isEqualTo(folder.resolve(".meepagateway"));
    }

    @Test
    @DisplayName("docker run --user 12345, where user.home is a question mark: HOME decides")
    void isInTheFolderThatHomeNames() {
        Host host = Host.withoutFile().export("HOME", folder.toString());

        assertThat(home(host, "?")).isEqualTo(folder.resolve(".meepagateway"));
        assertThat(home(host, folder.resolve("missing").toString())).isEqualTo(folder.resolve(".meepagateway"));
    }

    @Test
    void isRefusedWhereNeitherIsAFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        for (String home : new String[] {"?", "", "relative", file.toString(), "a\0b"}) {
            Host host = Host.withoutFile().export("HOME", home);
            assertThatThrownBy(() -> home(host, "?"))
                    .as(home)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("set MEEPA_HOME");
        }
        assertThatThrownBy(() -> home(Host.withoutFile(), "?")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void followsMeepaHomeBeforeAll() {
        Host host = Host.withoutFile()
                .export("HOME", folder.toString())
                .export("MEEPA_HOME", folder.resolve("own").toString());

        assertThat(home(host, "?")).isEqualTo(folder.resolve("own"));
    }

    private static Path home(Host host, String userHome) {
        return HomeFolder.of(host.specification(), userHome);
    }
}
