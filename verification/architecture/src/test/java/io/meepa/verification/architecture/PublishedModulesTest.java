package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PublishedModulesTest {

    @Test
    void areAllOnTheClassPath() {
        assertThat(PublishedModules.all())
                .extracting(PublishedModule::name)
                .containsExactlyInAnyOrderElementsOf(Dependencies.ALLOWED.keySet());
    }

    @Test
    void areAllThatTheRepositoryHas() throws IOException {
        Path repository = Path.of(System.getProperty("basedir", "")).resolve("../..");
        try (Stream<Path> folders = Files.list(repository)) {
            long withCode = folders.filter(
                            folder -> folder.getFileName().toString().startsWith("meepa-"))
                    .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .count();

            assertThat(PublishedModules.all()).hasSize(Math.toIntExact(withCode));
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void holdTheirRootPackage(PublishedModule module) {
        assertThat(module.classes().contain(module.name() + ".package-info")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void areClosedToReflection(PublishedModule module) {
        assertThat(module.descriptor().isOpen()).isFalse();
        // Contract tests are found by reflection: by JUnit alone, and in the one module that publishes tests.
        assertThat(module.descriptor().opens())
                .allMatch(opened -> module.name().equals("io.meepa.credentials.testkit")
                        && opened.targets().equals(Set.of("org.junit.platform.commons")));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shareNoPackage(PublishedModule module) {
        assertThat(PublishedModules.all())
                .filteredOn(other -> !other.equals(module))
                .allSatisfy(other -> assertThat(other.packages()).doesNotContainAnyElementsOf(module.packages()));
    }

    static Stream<PublishedModule> modules() {
        return PublishedModules.all().stream();
    }
}
