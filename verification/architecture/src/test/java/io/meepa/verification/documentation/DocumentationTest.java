package io.meepa.verification.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.verification.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is true: each block compiles, loads, stands in a checked file, or says why it cannot. */
final class DocumentationTest {

    /** So many blocks may go unchecked, each with its reason. */
    private static final int UNCHECKED = 2;

    private static final Set<String> PICTURES = Set.of("mermaid", "text");

    @TempDir
    private Path scratch = Path.of("");

    @TestFactory
    Stream<DynamicTest> showsWhatWorks() throws IOException {
        Check check = new Check(Repository.root(), scratch);
        return Documents.blocks().stream()
                .filter(block -> block.marked(Block.Mark.Kind.UNCHECKED).isEmpty())
                .map(block -> DynamicTest.dynamicTest(
                        block.toString(),
                        () -> assertThat(check.faults(block))
                                .as(block.toString())
                                .isEmpty()));
    }

    @Test
    void leavesAlmostNothingUnchecked() throws IOException {
        List<Block> blocks = Documents.blocks();
        List<String> reasons = blocks.stream()
                .filter(block -> block.marked(Block.Mark.Kind.UNCHECKED).isPresent())
                .map(block ->
                        block + ": " + block.marked(Block.Mark.Kind.UNCHECKED).orElseThrow())
                .toList();
        assertThat(reasons).hasSizeLessThanOrEqualTo(UNCHECKED);
        assertThat(blocks.stream().filter(block -> !PICTURES.contains(block.language())))
                .hasSizeGreaterThanOrEqualTo(15);
        assertThat(blocks.stream().map(Block::language).collect(Collectors.toSet()))
                .contains("java", "yaml", "xml", "bash");
    }

    @Test
    void rejectsJavaThatDoesNotCompile() throws IOException {
        assertThat(faults("java", "", "meepa.provision();")).anyMatch(fault -> fault.contains("meepa"));
        assertThat(faults("java", "<!-- given: AgentCredentials meepa -->", "meepa.provision();"))
                .isEmpty();
        assertThat(faults("java", "<!-- given: AgentCredentials meepa -->", "meepa.provisionAll();"))
                .anyMatch(fault -> fault.contains("provisionAll"));
    }

    @Test
    void rejectsASettingThatIsNone() throws IOException {
        assertThat(faults("yaml", "", "credentials:\n  enabled: true")).isEmpty();
        assertThat(faults("yaml", "", "credentials:\n  enable: true"))
                .anyMatch(fault -> fault.contains("did you mean enabled?"));
    }

    @Test
    void rejectsAModuleThatIsNone() throws IOException {
        String artifact = "<artifactId>meepa-credentials-%s</artifactId>";
        assertThat(faults("xml", "", artifact.formatted("api"))).isEmpty();
        assertThat(faults("xml", "", artifact.formatted("apo")))
                .containsExactly("meepa-credentials-apo is not published");
    }

    @Test
    void rejectsACommandThatNobodyRuns() throws IOException {
        assertThat(faults("bash", "", "mvn -B verify -pl examples/quickstart")).isEmpty();
        assertThat(faults("bash", "", "mvn -B verify -pl examples/slowstart")).isNotEmpty();
        assertThat(faults("bash", "", "mvn install -pl examples/quickstart,examples/slowstart"))
                .isNotEmpty();
        assertThat(faults("bash", "", "mvn -P quickstop verify")).isNotEmpty();
        assertThat(faults("bash", "", "mvn -B verify -Dproof.fool=true")).isNotEmpty();
        assertThat(faults("bash", "", "rm -rf target")).isNotEmpty();
    }

    @Test
    void rejectsAnExcerptThatItsFileDoesNotHave() throws IOException {
        String mark = "<!-- excerpt: docs/sample-config.yaml -->";
        assertThat(faults("yaml", mark, "credentials:")).isEmpty();
        assertThat(faults("yaml", mark, "secrets:")).isNotEmpty();
        assertThat(faults("yaml", "<!-- excerpt: docs/none.yaml -->", "credentials:"))
                .isNotEmpty();
    }

    @Test
    void rejectsAFileOfAProjectThatNothingBuilds() throws IOException {
        assertThat(faults("java", "<!-- file: src/main/java/A.java -->", "class A {}"))
                .containsExactly("no test of verification/door names planted.md");
    }

    @Test
    void rejectsALanguageThatNothingChecks() throws IOException {
        assertThat(faults("", "", "anything")).isNotEmpty();
        assertThat(faults("kotlin", "", "val x = 1")).isNotEmpty();
    }

    private List<String> faults(String language, String mark, String text) throws IOException {
        String document = mark + "\n```" + language + "\n" + text + "\n```\n";
        Block block = Block.of(Path.of("planted.md"), document).get(0);
        return new Check(Repository.root(), scratch).faults(block);
    }
}
