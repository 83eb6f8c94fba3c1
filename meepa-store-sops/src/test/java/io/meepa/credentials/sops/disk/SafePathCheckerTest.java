package io.meepa.credentials.sops.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S9: whose files are refused. */
class SafePathCheckerTest {

    private static final int NOBODY_KNOWS = -1;

    @ParameterizedTest
    @CsvSource({
        "1000, 1000, false",
        "1000, 1001, true",
        "1000, 0, false",
        "0, 0, false",
        "0, 1000, true",
        "-1, 1000, false",
        "1000, -1, false"
    })
    void takesFilesOfThisUserAndOfRoot(int user, int owner, boolean foreign) {
        ScriptedDisk disk = ScriptedDisk.runBy(user == NOBODY_KNOWS ? OptionalInt.empty() : OptionalInt.of(user));
        FileState state = new FileState(FileState.Kind.FILE, 0600, 1, owner, "key");
        assertThat(new SafePathChecker(disk).isForeign(state)).isEqualTo(foreign);
    }

    @Test
    void readsTheEffectiveUser() {
        assertThat(ProcessUser.of(List.of("Name:\tjava", "Uid:\t1000\t1001\t1002\t1003", "Gid:\t7\t8\t9\t10")))
                .hasValue(1001);
    }

    @Test
    void knowsNoUserWhereTheLineIsMissingOrOdd() {
        assertThat(ProcessUser.of(List.of())).isEmpty();
        assertThat(ProcessUser.of(List.of("Uid:\t1000"))).isEmpty();
        assertThat(ProcessUser.of(List.of("Uid:\t-1\t-1\t-1\t-1"))).isEmpty();
    }
}
