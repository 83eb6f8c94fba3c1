package io.meepa.verification.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A path that lacks a jar, or has one that is too old, is reported at open in one sentence")
final class GuardRailsTest {

    private static final String OLD_JACKSON = """
            package com.fasterxml.jackson.core.json;
            public final class PackageVersion implements com.fasterxml.jackson.core.Versioned {
                public static final com.fasterxml.jackson.core.Version VERSION =
                        new com.fasterxml.jackson.core.Version(2, 17, 3, null, null, null);
                @Override
                public com.fasterxml.jackson.core.Version version() {
                    return VERSION;
                }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(folder.resolve("config.yaml"), Page.first(Source.read("README.md"), "yaml"));
    }

    @Test
    @DisplayName("F-703: an older Jackson, and nothing is written before")
    void namesTheMinimum() throws Exception {
        Jvm older = Jvm.ofTheseTests().with(compiled());

        assertThat(older.fail(folder, PlanningHost.class, "config.yaml"))
                .contains("needs Jackson 2.18.0 or newer, and the path has jackson-core 2.17.3")
                .doesNotContain("NoSuchMethodError");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    @DisplayName("F-705: the store's jar, and the provider's, by the artefact to add")
    void namesTheArtefact() throws Exception {
        assertThat(Jvm.ofTheseTests().without("meepa-store-sops").fail(folder, PlanningHost.class, "config.yaml"))
                .contains("add io.meepa:meepa-store-sops to the run-time path");
        assertThat(Jvm.ofTheseTests()
                        .without("meepa-provider-agentmail")
                        .fail(folder, PlanningHost.class, "config.yaml"))
                .contains("config.yaml:5: credentials.email.provider names agentmail")
                .contains("add io.meepa:meepa-provider-agentmail to the run-time path");
    }

    private Path compiled() throws IOException {
        Path source = Files.writeString(folder.resolve("PackageVersion.java"), OLD_JACKSON);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(result).isZero();
        return classes;
    }
}
