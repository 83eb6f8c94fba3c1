package io.meepa.verification.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A runtime image of the modules that docs/publishing.md lists runs the default set")
class LinkedImageTest {

    private static final Pattern MODULES = Pattern.compile("jlink --add-modules (?<modules>[a-z.,]+) ");
    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final RuntimeSet SET = RuntimeSet.ofThisBuild();

    private static final String CONFIGURATION = """
            credentials:
              enabled: true
            agents:
              - id: meepa
                identity: {phone_number: "+15550100999"}
            """;

    @TempDir
    static Path folder;

    private static Path image;

    @BeforeAll
    static void link() throws Exception {
        Path jlink = JDK.resolve("bin").resolve("jlink");
        assumeTrue(Files.isExecutable(jlink), "this JDK has no jlink");
        image = folder.resolve("image");
        String modules = documentedModules();
        String output = run(List.of(
                jlink.toString(),
                "--add-modules",
                modules,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                image.toString()));
        assertThat(image.resolve("bin").resolve("java")).as(output).isExecutable();
        Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
    }

    @Test
    void onTheClassPath() throws Exception {
        assertThat(visit("-cp", SET.asPath() + File.pathSeparator + testClasses(), Visitor.class.getName()))
                .contains("provisioned ", "read 1");
    }

    @Test
    void onTheModulePath() throws Exception {
        assertThat(visit(
                        "-p",
                        SET.asPath(),
                        "--add-modules",
                        "io.meepa.credentials,io.meepa.credentials.core,io.meepa.credentials.sops",
                        "-cp",
                        testClasses(),
                        Visitor.class.getName()))
                .contains("provisioned ", "read 1");
    }

    private static String visit(String... options) throws Exception {
        Path home = Files.createTempDirectory(folder, "home");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        List<String> command = new ArrayList<>();
        command.add(image.resolve("bin").resolve("java").toString());
        command.addAll(List.of(options));
        command.add(folder.resolve("config.yaml").toString());
        command.add(home.toString());
        return run(command);
    }

    private static String documentedModules() throws IOException {
        Matcher modules = MODULES.matcher(Files.readString(Path.of("..", "..", "docs/publishing.md")));
        assertThat(modules.find()).as("the page has a jlink command").isTrue();
        return modules.group("modules");
    }

    private static String testClasses() {
        return Path.of("target", "test-classes").toString();
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
