package io.meepa.verification.crash;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.StoreSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/** One agent of two managers that share a memory store; operations take turns with them. */
@Param(name = "service", gen = IntGen.class, conf = "1:2")
@Param(name = "value", gen = IntGen.class, conf = "1:3")
public abstract sealed class TwoManagers {

    /** The store as it is. */
    public static final class Careful extends TwoManagers {

        /** For Lincheck. */
        public Careful() {
            super(UnaryOperator.identity());
        }
    }

    /** A store that looks at no revision. */
    public static final class Careless extends TwoManagers {

        /** For Lincheck. */
        public Careless() {
            super(LastWinsStore::new);
        }
    }

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private final List<CredentialManager> managers;

    private TwoManagers(UnaryOperator<StoreSession> layer) {
        CredentialStore store = new SharedStore(layer);
        managers = Stream.of(store, store).map(this::manager).toList();
    }

    private CredentialManager manager(CredentialStore store) {
        return CredentialManager.builder()
                .home(Path.of("target", "nobody"))
                .withoutDiscovery()
                .environment(name -> null)
                .provider(new InstantProvider(made))
                .store(store)
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", SharedStore.ID)
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", ChildMain.PROVIDER)
                .set("agents.meepa", Map.of("id", "meepa"))
                .open();
    }

    private AgentCredentials agent() {
        return managers.get(turns.getAndIncrement() % managers.size()).agent("meepa");
    }

    @Operation
    public String add(@Param(name = "service") int service, @Param(name = "value") int value) {
        return tried(() -> agent().add(login(service, value)));
    }

    @Operation
    public String replace(@Param(name = "service") int service, @Param(name = "value") int value) {
        return tried(() -> agent().replace(login(service, value)));
    }

    @Operation
    public String remove(@Param(name = "service") int service) {
        return tried(() -> agent().remove(Category.LOGIN, "s" + service));
    }

    @Operation
    public String get(@Param(name = "service") int service) {
        try {
            return agent().get(Category.LOGIN, "s" + service).secret("token").reveal();
        } catch (CredentialException e) {
            return e.getClass().getSimpleName();
        }
    }

    @Operation
    public String list() {
        return agent().list().stream()
                .map(summary -> summary.category() + "/" + summary.service())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Operation
    public String provision() {
        return agent().provision().outcomes().get(0).result().name();
    }

    /** Whatever happened, one was made at most. */
    @Validate
    public void end() {
        managers.forEach(CredentialManager::close);
        if (made.get() > 1) {
            throw new IllegalStateException(made + " were made");
        }
    }

    private static AgentCredential login(int service, int value) {
        return AgentCredential.login("s" + service)
                .item("token", Secret.of("v" + value), ItemType.API_TOKEN)
                .build();
    }

    private static String tried(Runnable change) {
        try {
            change.run();
            return "done";
        } catch (CredentialException e) {
            return e.getClass().getSimpleName();
        }
    }
}
