package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the sample in a JVM of its own. */
class ColdReadTest {

    @Test
    void loadsNoDataBinding() throws IOException, InterruptedException {
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-verbose:class",
                        "-cp",
                        classPath(),
                        Reader.class.getName())
                .redirectErrorStream(true)
                .start();
        String loaded = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(reader.waitFor()).as(loaded).isZero();
        assertThat(loaded)
                .contains("com.fasterxml.jackson.dataformat.yaml.YAMLParser")
                .doesNotContain("com.fasterxml.jackson.databind");
    }

    private static String classPath() {
        return Stream.of("java.class.path", "jdk.module.path", "surefire.test.class.path")
                .map(name -> System.getProperty(name, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The program. */
    static final class Reader {

        private Reader() {}

        /** Reads the sample. */
        public static void main(String[] arguments) {
            Host.withFile(Path.of("..", "docs", "sample-config.yaml")).read();
        }
    }
}
