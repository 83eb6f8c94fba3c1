package io.meepa.verification.system;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.ThreadMXBean;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.testkit.ManualClock;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Does each operation whose cost is budgeted, a few times, and prints what one cost: bytes that the thread allocated,
 * multiplications and digests. It looks for a file that is not there before and after the operations whose calls of the system
 * are counted from outside.
 */
final class BudgetHost {

    /** How often an operation is done between two marks. */
    static final int TIMES = 10;

    private static final int CREDENTIALS = 20;
    private static final CredentialKey ONE = CredentialKey.of(Category.LOGIN, "service-7");

    private final CountingProvider counts = new CountingProvider();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ManualClock clock = ManualClock.atNoon();
    private final Path home;
    private int changes;

    private BudgetHost(Path home) {
        this.home = home;
    }

    /** With the folder of the home. */
    public static void main(String[] arguments) {
        new BudgetHost(Path.of(arguments[0])).run();
    }

    private void run() {
        // The cost of a log is the host's, and its lines would stand among ours.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        Security.insertProviderAt(counts, 1);
        print("ready");
        try (CredentialManager manager = builder().open()) {
            AgentCredentials agent = manager.agent(AgentId.of("filled"));
            for (int number = 0; number < CREDENTIALS; number++) {
                agent.add(login(number));
            }
            measure("update", () -> agent.replace(login(7)));
            measure("get", () -> agent.get(ONE));
        }
        measure("open", this::open);
        try (CredentialManager manager = builder().open()) {
            int[] next = {0};
            measure(
                    "provision",
                    () -> manager.agent(AgentId.of("new-" + next[0]++)).provision());
        }
    }

    private void open() {
        try (CredentialManager manager = builder().open()) {
            manager.agent(AgentId.of("filled")).get(ONE);
        }
    }

    /** What the first times load and link is no part of the cost; nor is what a collection or a table that grows adds. */
    private void measure(String what, Runnable operation) {
        for (int i = 0; i < TIMES; i++) {
            once(operation);
        }
        mark(what + "-begin");
        long least = Long.MAX_VALUE;
        int multiplications = counts.multiplications();
        int digests = counts.digests();
        for (int i = 0; i < TIMES; i++) {
            least = Math.min(least, once(operation));
        }
        mark(what + "-end");
        print(what + " " + least + " " + (double) (counts.multiplications() - multiplications) / TIMES + " "
                + (double) (counts.digests() - digests) / TIMES);
    }

    private long once(Runnable operation) {
        clock.advance(Duration.ofSeconds(1));
        long before = threads.getCurrentThreadAllocatedBytes();
        operation.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void mark(String name) {
        if (Files.exists(home.resolveSibling("budget-" + name))) {
            throw new IllegalStateException("a mark is a file that is not there");
        }
    }

    private CredentialManagerBuilder builder() {
        CredentialManagerBuilder builder = CredentialManager.builder()
                .home(home)
                .clock(clock)
                .environment(name -> null)
                .provider(new QuickProvider("quick-mail", Category.EMAIL))
                .provider(new QuickProvider("quick-phone", Category.PHONE))
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "sops")
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", "quick-mail")
                .set("credentials.phone.enabled", true)
                .set("credentials.phone.provider", "quick-phone");
        for (int number = 0; number < 2 * TIMES; number++) {
            builder.set("agents.new-" + number, Map.of("id", "new-" + number));
        }
        return builder;
    }

    private AgentCredential login(int number) {
        return AgentCredential.login("service-" + number)
                .item("username", Secret.of("meepa-agent-" + number + "@example.com"), ItemType.USERNAME)
                .item("password", Secret.of("canary-password-" + (100_000 + changes++)), ItemType.PASSWORD)
                .item("api_token", Secret.of("canary-token-0123456789-0123456789-" + number), ItemType.API_TOKEN)
                .metadata(Metadata.empty()
                        .with("url", "https://service-" + number + ".example.com")
                        .with("seat", number))
                .build();
    }

    @SuppressWarnings("SystemOut") // The test reads it.
    private static void print(String line) {
        System.out.println(line);
    }

    /** Issues at once, without a call. */
    private record QuickProvider(String id, Category category) implements CredentialProvider, CredentialIssuer {

        @Override
        public Set<Category> categories() {
            return Set.of(category);
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.of(
                    Capabilities.Creation.IDEMPOTENT,
                    Capabilities.SecretVisibility.RETRIEVABLE,
                    Capabilities.Revocation.FINAL,
                    Capabilities.Cost.FREE);
        }

        @Override
        public CredentialIssuer open(ProviderContext context) {
            return this;
        }

        @Override
        public Issued issue(IssueRequest request) {
            return Issued.created(
                    "Quick", List.of(new CredentialItem("key", Secret.of("canary-quick"), ItemType.API_TOKEN)));
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            return RevocationResult.unsupported("it stays");
        }

        @Override
        public void close() {}
    }
}
