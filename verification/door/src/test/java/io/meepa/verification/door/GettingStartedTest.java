package io.meepa.verification.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("docs/getting-started.md, followed in a shell without terminal, locale and home")
final class GettingStartedTest {

    private static final String PAGE = "docs/getting-started.md";

    @TempDir
    private Path scratch;

    @Test
    @DisplayName("leads from an empty folder to what it says at each step")
    void leadsToWhatItSays() throws Exception {
        Page page = Page.parse(Source.read(PAGE)).withoutInstallation();

        Reader.in(scratch).follow(page);

        assertThat(page.steps()).filteredOn(Step.Output.class::isInstance).hasSize(5);
        assertThat(page.steps()).filteredOn(Step.Lines.class::isInstance).hasSize(1);
        assertThat(scratch.resolve("folder/home/agents/meepa/credentials.json"))
                .content()
                .contains("ENC[AES256_GCM");
    }

    @Test
    @DisplayName("asks for mvn and java only, and shows the installation that the README shows")
    void asksForMavenAndJavaOnly() throws Exception {
        Page page = Page.parse(Source.read(PAGE));

        assertThat(page.steps())
                .filteredOn(Step.Commands.class::isInstance)
                .flatExtracting(step -> ((Step.Commands) step).text().lines().toList())
                .allMatch(line -> List.of("mvn", "java").contains(line.replaceFirst(" .*", "")));
        assertThat(Page.parse(Source.read("README.md")).installation()).isEqualTo(page.installation());
    }

    @Test
    @DisplayName("output that differs from the page is noticed")
    void noticesOutputThatDiffers() {
        assertThat("one\ntwo words\nthree\nfour\n").matches(Page.expected("one\ntwo …\n…\nfour\n"));
        assertThat("one\nfour\n").doesNotMatch(Page.expected("one\ntwo …\n"));
    }
}
