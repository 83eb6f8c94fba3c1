package io.meepa.verification.documentation;

import io.meepa.credentials.CredentialManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what is wrong with a block, by its language and the comment above it. */
final class Check {

    private static final Pattern MODULE = Pattern.compile("-pl (\\S+)");
    private static final Pattern PROFILE = Pattern.compile("-P (\\S+)");
    private static final Pattern PROPERTY = Pattern.compile("-D([\\w.]+)");

    private final Path repository;
    private final Path scratch;

    Check(Path repository, Path scratch) {
        this.repository = repository;
        this.scratch = scratch;
    }

    /** Returns what is wrong, nothing if all is well. */
    List<String> faults(Block block) throws IOException {
        Optional<String> file = block.marked(Block.Mark.Kind.EXCERPT);
        if (file.isPresent()) {
            return stands(block.text(), file.orElseThrow());
        }
        if (block.marked(Block.Mark.Kind.FILE).isPresent()) {
            return isFollowed(block.file().toString())
                    ? List.of()
                    : List.of("no test of verification/door names " + block.file());
        }
        return switch (block.language()) {
            case "java" -> Compilation.errors(block, scratch);
            case "yaml" -> loading(block);
            case "xml" -> dependencies(block);
            case "bash" -> commands(block);
            case "mermaid", "text" -> List.of();
            default -> List.of("nothing checks the language '" + block.language() + "'");
        };
    }

    /** Every line of an excerpt stands in the file, in this order; indentation aside. */
    private List<String> stands(String text, String file) throws IOException {
        if (!Files.isRegularFile(repository.resolve(file))) {
            return List.of("there is no file " + file);
        }
        return squeezed(Files.readString(repository.resolve(file))).contains(squeezed(text))
                ? List.of()
                : List.of("this does not stand in " + file);
    }

    private static String squeezed(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce("", (all, line) -> all + line + "\n");
    }

    /** A configuration opens a manager; keys of the host are looked up nowhere. */
    private List<String> loading(Block block) throws IOException {
        Path file = Files.writeString(scratch.resolve("config.yaml"), block.text());
        try {
            CredentialManager.builder()
                    .configuration(file)
                    .home(scratch.resolve("home"))
                    .environment(variable -> null)
                    .open()
                    .close();
            return List.of();
        } catch (RuntimeException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** The coordinates are those of published modules. */
    private List<String> dependencies(Block block) throws IOException {
        String bom = Files.readString(repository.resolve("meepa-credentials-bom/pom.xml"));
        return found(Pattern.compile("<artifactId>(meepa-[\\w-]+)</artifactId>"), block.text()).stream()
                .filter(artifact -> !bom.contains("<artifactId>" + artifact + "</artifactId>"))
                .map(artifact -> artifact + " is not published")
                .toList();
    }

    /** Maven commands name modules, profiles and properties that exist; a test runs what else there is. */
    private List<String> commands(Block block) throws IOException {
        for (String line : block.text().lines().filter(some -> !some.isBlank()).toList()) {
            String program = Stream.of(line.split(" "))
                    .filter(word -> !word.contains("="))
                    .findFirst()
                    .orElse("");
            if (!program.equals("mvn") && !isRun(program, block.file().toString())) {
                return List.of("no test below verification names both " + program + " and " + block.file());
            }
        }
        return maven(block);
    }

    private boolean isRun(String program, String document) throws IOException {
        return isNamed("verification", "\"" + program + "\"", document + "\"");
    }

    private boolean isFollowed(String document) throws IOException {
        return isNamed("verification/door", document + "\"");
    }

    /** A test below a folder has these texts. */
    private boolean isNamed(String folder, String... texts) throws IOException {
        try (Stream<Path> files = Files.walk(repository.resolve(folder))) {
            List<Path> tests =
                    files.filter(file -> file.toString().endsWith("Test.java")).toList();
            for (Path test : tests) {
                if (Stream.of(texts).allMatch(Files.readString(test)::contains)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<String> maven(Block block) throws IOException {
        String pom = Files.readString(repository.resolve("pom.xml"));
        for (String modules : found(MODULE, block.text())) {
            for (String module : modules.split(",", -1)) {
                if (!Files.exists(repository.resolve(module).resolve("pom.xml"))) {
                    return List.of("there is no module " + module);
                }
            }
        }
        for (String profile : found(PROFILE, block.text())) {
            if (!pom.contains("<id>" + profile + "</id>")) {
                return List.of("there is no profile " + profile);
            }
        }
        String guide = Files.readString(repository.resolve("CONTRIBUTING.md")) + pom;
        return found(PROPERTY, block.text()).stream()
                .filter(property -> !guide.contains(property))
                .map(property -> "nobody knows the property " + property)
                .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }
}
