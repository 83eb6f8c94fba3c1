package io.meepa.examples.terminal.wiring;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.event.CredentialListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where to find an agent's credentials: from options, else from variables. Nothing here is secret. */
public final class Wiring {

    @Option(
            names = {"-a", "--agent"},
            paramLabel = "AGENT",
            description = "Whose credentials; MEEPA_AGENT unless given.",
            defaultValue = "${env:MEEPA_AGENT}",
            scope = ScopeType.INHERIT)
    private @Nullable String agent;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The gateway's config.yaml; MEEPA_CONFIG unless given, else built-in settings.",
            defaultValue = "${env:MEEPA_CONFIG}",
            scope = ScopeType.INHERIT)
    private @Nullable Path configuration;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "Where documents live; MEEPA_HOME unless given, else ~/.meepagateway.",
            scope = ScopeType.INHERIT)
    private @Nullable Path home;

    /** For picocli, which fills the fields. */
    public Wiring() {}

    /**
     * Returns whose credentials are meant.
     *
     * @return the agent's name as given, or empty
     */
    public Optional<String> agent() {
        return Optional.ofNullable(agent).filter(name -> !name.isBlank());
    }

    /**
     * Returns the same with options that were given elsewhere.
     *
     * @param options long names, each before its value; others than these are ignored
     * @return a copy
     */
    public Wiring with(List<String> options) {
        Wiring copy = new Wiring();
        copy.agent = option(options, "--agent").orElse(agent);
        copy.configuration = option(options, "--config").map(Path::of).orElse(configuration);
        copy.home = option(options, "--home").map(Path::of).orElse(home);
        return copy;
    }

    private static Optional<String> option(List<String> options, String name) {
        int index = options.lastIndexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(options.get(index + 1));
    }

    /**
     * Opens a manager.
     *
     * @param listeners receive the events
     * @return the manager, owned by the caller
     * @throws io.meepa.credentials.error.ConfigurationException if the configuration cannot be used
     */
    public CredentialManager open(List<CredentialListener> listeners) {
        return builder(listeners).open();
    }

    /**
     * Opens a manager on one of the stores that the configuration has a section for.
     *
     * @param store the store's id
     * @param listeners receive the events
     * @return the manager, owned by the caller
     * @throws io.meepa.credentials.error.ConfigurationException if the configuration cannot be used
     */
    public CredentialManager openStore(String store, List<CredentialListener> listeners) {
        return builder(listeners)
                .set("credentials.credential_store.provider", store)
                .open();
    }

    private CredentialManagerBuilder builder(List<CredentialListener> listeners) {
        CredentialManagerBuilder builder = CredentialManager.builder();
        if (configuration != null) {
            builder.configuration(configuration);
        }
        if (home != null) {
            builder.home(home);
        }
        listeners.forEach(builder::listener);
        return builder;
    }
}
