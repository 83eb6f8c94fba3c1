package io.meepa.examples.quickstart;

import io.meepa.credentials.tool.AgentEnvironment;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Runs a tool in the agent's environment. */
final class Child {

    private Child() {}

    static void printNames(AgentEnvironment environment, PrintStream out) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder process = new ProcessBuilder(
                        java.toString(), "-cp", here().toString(), PrintNames.class.getName())
                .redirectErrorStream(true);
        environment.applyTo(process);
        Process child = process.start();
        child.getInputStream().transferTo(out);
        if (child.waitFor() != 0) {
            throw new IOException("the child process failed");
        }
    }

    private static Path here() throws IOException {
        try {
            return Path.of(PrintNames.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("cannot find out where this program is", e);
        }
    }
}
