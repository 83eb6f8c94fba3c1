package io.meepa.verification.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.SortedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documented list of jars is what a user gets")
class FootprintTest {

    private static final RuntimeSet SET = RuntimeSet.ofThisBuild();

    @Test
    void namesEveryJarOfOthersWithItsSize() throws Exception {
        SortedMap<String, Long> jars = SET.jars();
        jars.keySet().removeIf(FootprintTest::isOurs);
        jars.replaceAll((jar, bytes) -> Math.round(bytes / 1000.0));

        SortedMap<String, Long> documented = DocumentedJars.read();
        documented.keySet().removeIf(FootprintTest::isOurs);

        assertThat(documented).isEqualTo(jars);
    }

    @Test
    void namesEveryJarOfOursWithRoomToGrow() throws Exception {
        SortedMap<String, Long> jars = SET.jars();
        jars.keySet().removeIf(jar -> !isOurs(jar));
        assumeFalse(jars.isEmpty(), "this build has folders of classes instead of jars");

        SortedMap<String, Long> documented = DocumentedJars.read();
        documented.keySet().removeIf(jar -> !isOurs(jar));

        assertThat(documented.keySet()).isEqualTo(jars.keySet());
        jars.forEach((jar, bytes) -> {
            long bound = documented.getOrDefault(jar, 0L);
            assertThat(bytes / 1000).as(jar).isBetween(bound / 2, bound);
        });
    }

    private static boolean isOurs(String jar) {
        return jar.startsWith("meepa-");
    }
}
