package io.meepa.verification.crash;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.testkit.ManualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What runs in second JVMs. It talks in lines: {@code ready} with the numbers of its threads, then waits for the word to
 * go, then {@code done} with how it ended, unless it was killed.
 */
final class ChildMain {

    static final String AGENT = "meepa";

    /** An agent that is worked on first, so that no class is loaded and no thread is started later. */
    static final String WARM = "warm";

    static final String PROVIDER = "scripted";

    static final String SECOND_PROVIDER = "second";

    private static final BufferedReader IN =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

    private ChildMain() {}

    public static void main(String[] arguments) throws Exception {
        String[] rest = Arrays.copyOfRange(arguments, 2, arguments.length);
        switch (arguments[0]) {
            case "run" -> run(ChildTask.valueOf(arguments[1]), Situation.of(rest));
            case "race" -> race(Integer.parseInt(arguments[1]), Situation.of(rest));
            case "recover" -> recover(ChildTask.valueOf(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    private static void run(ChildTask task, Situation situation) throws Exception {
        ManualClock clock = ManualClock.running();
        ExecutorService caller = Executors.newSingleThreadExecutor();
        CredentialManager manager = situation.open(clock);
        AgentCredentials warm = manager.agent(WARM);
        AgentCredentials agent = manager.agent(AGENT);
        String thread = caller.submit(() -> {
                    task.prepare(warm);
                    task.run(warm, clock);
                    task.prepare(agent);
                    return NativeThreads.current();
                })
                .get();
        say("ready " + thread + " " + NativeThreads.issuing());
        awaitGo();
        say("done "
                + caller.submit(() -> reported(() -> task.run(agent, clock))).get());
    }

    private static void race(int threads, Situation situation) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        CredentialManager manager = situation.open(ManualClock.running());
        say("ready");
        awaitGo();
        List<Future<String>> runs = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            runs.add(callers.submit(() -> {
                say("enters");
                return reported(() -> ChildTask.result(manager.agent(AGENT).provision()));
            }));
        }
        for (Future<String> run : runs) {
            say("done " + run.get());
        }
    }

    /** One run for each home that is named, each opened for the first time by this process. */
    private static void recover(ChildTask task) throws IOException {
        for (String line = IN.readLine(); line != null; line = IN.readLine()) {
            Situation situation = Situation.of(line.split(" ", -1));
            say(Recovery.of(task, situation).line());
        }
    }

    static String reported(Callable<String> action) throws Exception {
        try {
            return action.call();
        } catch (CredentialException e) {
            return e.getClass().getSimpleName() + " " + e.getMessage();
        }
    }

    private static void awaitGo() throws IOException {
        if (!"go".equals(IN.readLine())) {
            throw new IOException("unexpected command");
        }
    }

    @SuppressWarnings("SystemOut") // The parent reads it.
    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
