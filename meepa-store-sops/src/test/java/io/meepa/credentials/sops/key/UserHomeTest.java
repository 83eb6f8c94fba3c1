package io.meepa.credentials.sops.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-401: what ~ stands for")
class UserHomeTest {

    @TempDir
    Path folder;

    @Test
    void isTheHomeThatTheJdkNames() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));

        assertThat(UserHome.of(folder.toString(), other.toString())).contains(folder);
    }

    @Test
    void isTheVariableHomeForAUserWithoutAnEntry() {
        for (String property :
                new String[] {"?", "", "relative", folder.resolve("missing").toString(), "a\0b"}) {
            assertThat(UserHome.of(property, folder.toString())).as(property).contains(folder);
        }
        assertThat(UserHome.of(null, folder.toString())).contains(folder);
    }

    @Test
    void isNothingWhereNeitherIsAFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(UserHome.of("?", null)).isEmpty();
        assertThat(UserHome.of("?", file.toString())).isEmpty();
        assertThat(UserHome.of("?", "?")).isEmpty();
    }
}
