package io.meepa.verification.crash;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.sops.store.SopsFileStore;
import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.testkit.ManualClock;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a child works, and with what.
 *
 * @param home the folder of the documents
 * @param namespace names the upstream's account
 * @param port of the upstream
 * @param upstream what class of upstream it is
 * @param store which store keeps the documents
 */
record Situation(Path home, String namespace, String port, UpstreamClass upstream, Keeping store) {

    /** What a lost answer costs. */
    enum UpstreamClass {
        IDEMPOTENT,
        FINDABLE,
        NEITHER,
        SEVERAL_STEPS,
        /** Two providers, whose intents are one write. */
        TWO_PROVIDERS;

        CredentialProvider provider(Remote remote) {
            return switch (this) {
                case IDEMPOTENT, TWO_PROVIDERS -> new OneStepProvider(remote, Creation.IDEMPOTENT);
                case FINDABLE -> new OneStepProvider(remote, Creation.FINDABLE);
                case NEITHER -> new OneStepProvider(remote, Creation.UNREPEATABLE);
                case SEVERAL_STEPS -> new BoxProvider(remote);
            };
        }
    }

    /** The real store, or a crippled one for a negative control. */
    enum Keeping {
        WHOLE,
        WITHOUT_INTENT,
        WITHOUT_LOCK,
        WITHOUT_LOCK_AND_FENCE
    }

    static Situation of(String[] arguments) {
        return new Situation(
                Path.of(arguments[0]),
                arguments[1],
                arguments[2],
                UpstreamClass.valueOf(arguments[3]),
                Keeping.valueOf(arguments[4]));
    }

    String[] arguments() {
        return new String[] {home.toString(), namespace, port, upstream.name(), store.name()};
    }

    Situation keeping(Keeping other) {
        return new Situation(home, namespace, port, upstream, other);
    }

    /** The same place by another path. */
    Situation at(Path otherHome) {
        return new Situation(otherHome, namespace, port, upstream, store);
    }

    Remote remote() {
        return new Remote(port);
    }

    CredentialManager open(ManualClock clock) {
        return builder(clock).open();
    }

    CredentialManagerBuilder builder(ManualClock clock) {
        CredentialManagerBuilder builder = first(clock);
        return upstream == UpstreamClass.TWO_PROVIDERS
                ? builder.provider(OneStepProvider.second(remote()))
                        .set("credentials.phone.enabled", true)
                        .set("credentials.phone.provider", ChildMain.SECOND_PROVIDER)
                : builder;
    }

    private CredentialManagerBuilder first(ManualClock clock) {
        return CredentialManager.builder()
                .home(home)
                .withoutDiscovery()
                .environment(name -> null)
                .clock(clock)
                .provider(upstream.provider(remote()))
                .store(kept())
                .set("credentials.enabled", true)
                .set("credentials.namespace", namespace)
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", ChildMain.PROVIDER)
                .set("agents." + ChildMain.AGENT, Map.of("id", ChildMain.AGENT))
                .set("agents." + ChildMain.WARM, Map.of("id", ChildMain.WARM));
    }

    private CredentialStore kept() {
        SopsFileStore real = new SopsFileStore();
        return switch (store) {
            case WHOLE -> real;
            case WITHOUT_INTENT -> StoreLayer.over(real, ForgetfulStore::new);
            case WITHOUT_LOCK -> StoreLayer.over(real, session -> new LocklessStore(session, remote(), namespace));
            case WITHOUT_LOCK_AND_FENCE ->
                StoreLayer.over(real, session -> new LocklessStore(new LastWinsStore(session), remote(), namespace));
        };
    }
}
