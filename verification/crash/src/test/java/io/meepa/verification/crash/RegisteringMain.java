package io.meepa.verification.crash;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import io.meepa.credentials.sops.store.SopsFileStore;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What runs in a JVM that begins sign-ins at an MCP server which does not know the app. Says {@code ready} with its threads,
 * waits for the word to go, and says which app each sign-in is of, unless it was killed. Kills itself before or after a write
 * if it is asked to.
 */
final class RegisteringMain {

    static final SessionBinding ALICE = SessionBinding.of("session-of-alice", "alice");
    static final String SERVICE = "tools";

    /** A server where the app is registered first, so that no class is loaded and no thread is started later. */
    static final String WARM = "warm";

    private static final AtomicInteger WRITES = new AtomicInteger();
    private static volatile String fatal = "";

    private RegisteringMain() {}

    static CredentialManager open(Path home, String origin, String name) {
        return CredentialManager.builder()
                .home(home)
                .withoutDiscovery()
                .environment(variable -> null)
                .provider(new OAuthProvider())
                .store(StoreLayer.over(new SopsFileStore(), Fatal::new))
                .set("credentials.enabled", true)
                .set("credentials.connections.enabled", true)
                .set("credentials.connections.provider", OAuthProvider.ID)
                .set("credentials.connections.oauth.allow_loopback_http", true)
                .set("credentials.connections.oauth.redirect_uris", List.of("https://host.example/callback"))
                .set(
                        "credentials.connections.oauth.mcp_servers",
                        Map.of(
                                SERVICE, Map.of("url", origin + "/" + name + "/mcp"),
                                WARM, Map.of("url", origin + "/" + WARM + name + "/mcp")))
                .set("agents." + ChildMain.AGENT, agent(ChildMain.AGENT))
                .set("agents." + ChildMain.WARM, agent(ChildMain.WARM))
                .open();
    }

    private static Map<String, Object> agent(String id) {
        return Map.of("id", id, "identity", Map.of("oauth", Map.of("services", List.of(SERVICE, WARM))));
    }

    static String begin(AgentCredentials agent, String service) {
        return RegisteringServer.app(
                agent.connections().begin(ConnectRequest.to(service), ALICE).address());
    }

    /** Takes home, origin, name of the server, number of threads, and the step at which to die, or a dash. */
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[3]);
        ExecutorService callers = Executors.newFixedThreadPool(count, RegisteringMain::daemon);
        CredentialManager manager = open(Path.of(arguments[0]), arguments[1], arguments[2]);
        String thread = callers.submit(() -> {
                    begin(manager.agent(ChildMain.WARM), WARM);
                    return NativeThreads.current();
                })
                .get();
        say("ready " + thread + " " + selector());
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        if (!"go".equals(input.readLine())) {
            throw new IOException("unexpected command");
        }
        WRITES.set(0);
        fatal = arguments[4];
        List<Future<String>> begun = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            begun.add(callers.submit(() -> ChildMain.reported(() -> begin(manager.agent(ChildMain.AGENT), SERVICE))));
        }
        for (Future<String> sign : begun) {
            say("done " + sign.get());
        }
        System.exit(0);
    }

    /** A failure ends the process, not only its main thread. */
    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    /** The thread of the HTTP client that reads and writes its connections, by its name as the system cuts it. */
    private static String selector() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(task -> name(task).startsWith("HttpClient-"))
                    .filter(task -> name(task).contains("-Sel"))
                    .map(task -> task.getFileName().toString())
                    .findFirst()
                    .orElse("-");
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm"));
        } catch (IOException e) {
            return ""; // It ended meanwhile.
        }
    }

    @SuppressWarnings("SystemOut") // The parent reads it.
    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    /** A store that may end this process at a write. */
    private static final class Fatal extends StoreLayer {

        Fatal(StoreSession below) {
            super(below);
        }

        @Override
        public Revision write(AgentId agent, DocumentNode.Fields content, Revision expected) {
            int number = WRITES.incrementAndGet();
            dieAt("before " + number);
            Revision written = super.write(agent, content, expected);
            dieAt("after " + number);
            return written;
        }

        private static void dieAt(String step) {
            if (!fatal.equals(step)) {
                return;
            }
            try {
                new ProcessBuilder(
                                "kill",
                                "-9",
                                String.valueOf(ProcessHandle.current().pid()))
                        .start();
                Thread.sleep(Long.MAX_VALUE); // Nothing goes on from here.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
