package io.meepa.verification.benchmarks.peer;

import io.meepa.verification.benchmarks.sampling.SelfTimedTask;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The npm package {@code sops-age}, used as its page says. It decrypts and does not check the MAC. */
public final class SopsAge {

    private static final String VERSION = "4.0.2";

    private static final String ONCE = """
            import { decryptSops } from "sops-age";
            const document = await decryptSops({ path: process.argv[2], secretKey: process.env.SOPS_AGE_KEY });
            console.log(document.credentials[0].items[0].value);
            """;

    private static final String OFTEN = """
            import { createInterface } from "node:readline";
            import { decryptSops } from "sops-age";
            for await (const times of createInterface({ input: process.stdin })) {
              const start = process.hrtime.bigint();
              for (let i = 0; i < Number(times); i++) {
                await decryptSops({ path: process.argv[2], secretKey: process.env.SOPS_AGE_KEY });
              }
              console.log((process.hrtime.bigint() - start).toString());
            }
            """;

    private final Path node;
    private final Path folder;

    private SopsAge(Path node, Path folder) {
        this.node = node;
        this.folder = folder;
    }

    /**
     * Installs it, unless it is there.
     *
     * @param kept where
     * @return the package, or empty on a machine without Node
     * @throws IOException if it cannot be installed
     * @throws InterruptedException if this thread is interrupted
     */
    public static Optional<SopsAge> install(Path kept) throws IOException, InterruptedException {
        Optional<Path> node = Commands.find("node");
        Optional<Path> npm = Commands.find("npm");
        if (node.isEmpty() || npm.isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createDirectories(kept.resolve("sops-age-" + VERSION));
        if (!Files.exists(folder.resolve("node_modules/sops-age/package.json"))) {
            Files.writeString(folder.resolve("package.json"), "{\"private\": true}");
            Commands.run(
                    folder,
                    Map.of(),
                    List.of(npm.get().toString(), "install", "--no-audit", "--no-fund", "sops-age@" + VERSION));
        }
        Files.writeString(folder.resolve("once.mjs"), ONCE);
        Files.writeString(folder.resolve("often.mjs"), OFTEN);
        return Optional.of(new SopsAge(node.get(), folder));
    }

    /**
     * Starts a process that decrypts a file as often as it is asked to.
     *
     * @param file the file
     * @param identity what to decrypt it with
     * @return the process
     * @throws IOException if it cannot be started
     */
    public Running start(Path file, String identity) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        node.toString(), folder.resolve("often.mjs").toString(), file.toString())
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("SOPS_AGE_KEY", identity);
        return new Running(builder.start());
    }

    /**
     * Starts a process that prints one value.
     *
     * @param file the file
     * @param identity what to decrypt it with
     * @return what it printed
     * @throws IOException if it fails
     * @throws InterruptedException if this thread is interrupted
     */
    public String printOne(Path file, String identity) throws IOException, InterruptedException {
        return Commands.run(
                folder,
                Map.of("SOPS_AGE_KEY", identity),
                List.of(node.toString(), folder.resolve("once.mjs").toString(), file.toString()));
    }

    /** A process that decrypts. */
    public static final class Running implements SelfTimedTask, AutoCloseable {

        private final Process process;
        private final BufferedWriter orders;
        private final BufferedReader times;

        Running(Process process) {
            this.process = process;
            this.orders = process.outputWriter(StandardCharsets.US_ASCII);
            this.times = process.inputReader(StandardCharsets.US_ASCII);
        }

        @Override
        public long run(int repeats) throws IOException {
            orders.write(repeats + "\n");
            orders.flush();
            String line = times.readLine();
            if (line == null) {
                throw new IOException("sops-age ended");
            }
            return Long.parseLong(line);
        }

        @Override
        public void close() throws IOException {
            orders.close();
            process.destroy();
        }
    }
}
