package io.meepa.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
            Map<Boolean, List<String>> described = folders.filter(
                            folder -> folder.getFileName().toString().startsWith("meepa-"))
                    .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                    .collect(Collectors.partitioningBy(
                            folder -> Files.exists(folder.resolve("src/main/java/module-info.java")),
                            Collectors.mapping(folder -> folder.getFileName().toString(), Collectors.toList())));

            assertThat(PublishedModules.all()).hasSize(described.get(true).size());
            // What it builds on has no descriptors either.
            assertThat(described.get(false)).containsExactly("meepa-spring-boot-starter");
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
