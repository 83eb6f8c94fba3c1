package io.meepa.verification.benchmarks.child;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Replaces credentials durably as often as it is asked to, in several threads that have one credential each. */
public final class Updates {

    private Updates() {}

    /**
     * Reads how often from standard input, line by line, and answers each line once that is done.
     *
     * @param args the home, the agent, and the services, one a thread
     * @throws Exception if an update fails
     */
    @SuppressWarnings("SystemOut") // Its parent listens there.
    public static void main(String[] args) throws Exception {
        try (CredentialManager manager = CredentialManager.builder()
                .home(Path.of(args[0]))
                .environment(name -> null)
                .open()) {
            AgentCredentials agent = manager.agent(AgentId.of(args[1]));
            List<String> services = List.of(args).subList(2, args.length);
            ExecutorService threads = Executors.newFixedThreadPool(services.size());
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                run(agent, services, threads, Integer.parseInt(order));
                System.out.println("done");
            }
            threads.shutdown();
        }
    }

    private static void run(AgentCredentials agent, List<String> services, ExecutorService threads, int times)
            throws InterruptedException, ExecutionException {
        List<Future<?>> running = new ArrayList<>();
        for (String service : services) {
            running.add(threads.submit(() -> {
                for (int time = 0; time < times; time++) {
                    agent.replace(login(service));
                }
            }));
        }
        for (Future<?> future : running) {
            future.get();
        }
    }

    private static AgentCredential login(String service) {
        return AgentCredential.login(service)
                .item("password", Secret.of("changed at " + System.nanoTime()), ItemType.PASSWORD)
                .build();
    }
}
