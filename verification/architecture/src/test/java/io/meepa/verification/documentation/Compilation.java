package io.meepa.verification.documentation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a block against the published modules: a class as it is, statements within a method. */
final class Compilation {

    private static final Pattern TYPE =
            Pattern.compile("(?m)^(public |final |abstract )*(class|interface|record|enum) \\w+");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;$");
    private static final String ORDINARY_IMPORTS = Stream.of(
                    "io.meepa.credentials",
                    "io.meepa.credentials.error",
                    "io.meepa.credentials.event",
                    "io.meepa.credentials.form",
                    "io.meepa.credentials.model",
                    "io.meepa.credentials.provider.gworkspace",
                    "io.meepa.credentials.provider.gworkspace.token",
                    "io.meepa.credentials.report",
                    "io.meepa.credentials.signup",
                    "io.meepa.credentials.sops",
                    "io.meepa.credentials.sops.tree",
                    "io.meepa.credentials.spi",
                    "io.meepa.credentials.spi.call",
                    "io.meepa.credentials.spi.provider",
                    "io.meepa.credentials.spi.store",
                    "io.meepa.credentials.tool",
                    "java.nio.file",
                    "java.time",
                    "java.util")
            .map("import %s.*;"::formatted)
            .collect(Collectors.joining("\n", "", "\n"));

    private Compilation() {}

    /** Returns what the compiler has against a block, nothing if it compiles. */
    static List<String> errors(Block block, Path output) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options =
                List.of("--release", "17", "-proc:none", "-Xlint:none", "-d", output.toString(), "-cp", classPath());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            compiler.getTask(null, files, found, options, null, List.of(new Source(source(block))))
                    .call();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static String source(Block block) {
        if (TYPE.matcher(block.text()).find()) {
            return ORDINARY_IMPORTS + "\n" + block.text();
        }
        String imports = IMPORT.matcher(block.text())
                .results()
                .map(found -> found.group() + "\n")
                .collect(Collectors.joining());
        return ORDINARY_IMPORTS + "\n" + imports + "class Snippet {\n void run("
                + block.marked(Block.Mark.Kind.GIVEN).orElse("") + ") throws Exception {\n"
                + IMPORT.matcher(block.text()).replaceAll("") + "\n}\n}";
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
