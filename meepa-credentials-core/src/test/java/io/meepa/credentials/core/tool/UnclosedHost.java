package io.meepa.credentials.core.tool;

import io.meepa.credentials.tool.ToolProcess;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host that ends without closing anything. Reports its tool's process id through a file. */
final class UnclosedHost {

    private UnclosedHost() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        GrantedEnvironment environment = Situation.ofAnEquippedAgent().environment();
        Path file = environment.writeFile(folder).path();
        ToolProcess tool = environment.start(
                new ProcessBuilder("sleep", "1000"), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        Files.writeString(
                folder.resolve("tool"),
                tool.handle().pid() + " " + Files.exists(file) + " "
                        + tool.handle().isAlive(),
                StandardCharsets.US_ASCII);
    }
}
