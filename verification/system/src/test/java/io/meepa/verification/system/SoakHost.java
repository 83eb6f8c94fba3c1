package io.meepa.verification.system;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Threads that provision, rotate, reconcile and revoke for the same agents until standard input ends. Arguments: home,
 * addresses of the mail and the card service, and the pause after each piece of work in milliseconds. Ends with 0 if nothing
 * but typed errors came up.
 */
final class SoakHost {

    static final int AGENTS = 8;

    private static final int THREADS = 4;
    private static final int WORK_OF_A_MANAGER = 25;
    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "agentmail");

    private final String[] arguments;
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final AtomicReference<Throwable> wrong = new AtomicReference<>();

    private SoakHost(String[] arguments) {
        this.arguments = arguments;
    }

    @SuppressWarnings("SystemOut") // The parent reads it.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SoakHost host = new SoakHost(arguments);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int seed = i;
            Thread thread = new Thread(() -> host.work(new Random(seed)));
            thread.start();
            threads.add(thread);
        }
        while (System.in.read() >= 0) {
            // The parent says nothing; it ends the stream.
        }
        host.running.set(false);
        for (Thread thread : threads) {
            thread.join();
        }
        if (host.wrong.get() != null) {
            host.wrong.get().printStackTrace(System.err);
            System.exit(1);
        }
        System.exit(0);
    }

    /** Waits cost no time: the clock moves on instead. */
    static CredentialManager open(
            String home, String mail, String cards, ManualClock clock, Function<String, @Nullable String> keys) {
        var builder = CredentialManager.builder()
                .home(Path.of(home))
                .environment(keys)
                .clock(clock)
                .sleeper(clock::advance)
                .set("credentials.enabled", true)
                .set("credentials.lock_timeout", "2m")
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", "agentmail")
                .set("credentials.email.agentmail.base_url", mail)
                .set("credentials.email.agentmail.allow_loopback_http", true)
                .set("credentials.credit_card.enabled", true)
                .set("credentials.credit_card.provider", "privacy_com")
                .set("credentials.credit_card.privacy_com.base_url", cards)
                .set("credentials.credit_card.privacy_com.allow_loopback_http", true);
        for (int agent = 0; agent < AGENTS; agent++) {
            builder.set("agents.a" + agent, Map.of("id", "a" + agent));
        }
        return builder.open();
    }

    private void work(Random random) {
        try {
            while (running.get()) {
                try (CredentialManager manager =
                        open(arguments[0], arguments[1], arguments[2], ManualClock.running(), System::getenv)) {
                    for (int i = 0; i < WORK_OF_A_MANAGER && running.get(); i++) {
                        work(manager.agent("a" + random.nextInt(AGENTS)), random.nextInt(20));
                        Thread.sleep(Long.parseLong(arguments[3]));
                    }
                }
            }
        } catch (RuntimeException | Error | InterruptedException e) {
            wrong.set(e);
        }
    }

    private static void work(AgentCredentials agent, int which) {
        try {
            if (which < 10) {
                agent.provision();
            } else if (which < 14) {
                agent.managed().rotate(MAIL);
            } else if (which < 16) {
                agent.managed().reconcile(ReconcileMode.APPLY);
            } else if (which < 18) {
                agent.deprovision(DeprovisionMode.REVOKE);
            } else {
                agent.list();
            }
        } catch (CredentialException e) {
            // One call in ten fails: what matters is what is left in the end.
        }
    }
}
