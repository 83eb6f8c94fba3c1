package io.meepa.verification.benchmarks.sample;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.provider.oauth.OAuthProvider;
import io.meepa.credentials.provider.oauth.preset.Presets;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An agent of twenty logins that a person connected to a service, of which a stand-in of this machine plays the part. */
public final class ConnectedAgent implements AutoCloseable {

    private static final String SERVICE = "github";
    private static final String OAUTH = "credentials.connections.oauth.";

    private final OAuthStandIn service;
    private final CredentialManager manager;

    private ConnectedAgent(OAuthStandIn service, CredentialManager manager) {
        this.service = service;
        this.manager = manager;
    }

    /**
     * Creates the agent and connects it.
     *
     * @param folder an empty folder, or one to be made
     * @param keeping where the document is
     * @return the agent, to be closed
     * @throws IOException if the home cannot be written
     */
    public static ConnectedAgent create(Path folder, Keeping keeping) throws IOException {
        OAuthStandIn service =
                OAuthStandIn.start(SERVICE, StandInOptions.defaults().withClock(Clock.systemUTC()));
        Path preset = Files.writeString(
                Files.createDirectories(folder).resolve(SERVICE + ".json"), service.leadingHere(shipped()));
        ConnectedAgent connected = new ConnectedAgent(service, manager(folder, keeping, preset));
        for (int number = 0; number < SampleHome.CREDENTIALS; number++) {
            connected.agent().add(SampleHome.login(number));
        }
        connected.connect();
        return connected;
    }

    private static String shipped() throws IOException {
        try (InputStream in = Objects.requireNonNull(Presets.class.getResourceAsStream(SERVICE + ".json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static CredentialManager manager(Path folder, Keeping keeping, Path preset) {
        Map<String, String> app = Map.of("APP_ID", OAuthStandIn.CLIENT_ID, "APP_SECRET", OAuthStandIn.CLIENT_SECRET);
        Map<String, Object> section =
                Map.of("preset", preset.toString(), "client_id_env", "APP_ID", "client_secret_env", "APP_SECRET");
        Map<String, Object> allowed = Map.of("oauth", Map.of("services", List.of(SERVICE)));
        return keeping.builder(folder.resolve("home"), app)
                .set("credentials.connections.enabled", true)
                .set("credentials.connections.provider", OAuthProvider.ID)
                .set(OAUTH + "allow_loopback_http", true)
                .set(OAUTH + "redirect_uris", List.of("https://host.example/callback"))
                .set(OAUTH + "services", Map.of(SERVICE, section))
                .set("agents." + SampleHome.AGENT, Map.of("id", SampleHome.AGENT.value(), "identity", allowed))
                .open();
    }

    private void connect() {
        SessionBinding session = SessionBinding.of("a session", "alice");
        Consent consent = agent().connections().begin(ConnectRequest.to(SERVICE), session);
        agent().connections().complete(CallbackParameters.ofQuery(service.agree(consent.address(), "alice")), session);
    }

    /**
     * Returns the agent.
     *
     * @return its handle
     */
    public AgentCredentials agent() {
        return manager.agent(SampleHome.AGENT);
    }

    /**
     * Returns the address of the connection's token.
     *
     * @return its address
     */
    public CredentialKey token() {
        return CredentialKey.of(Category.TOKEN, SERVICE);
    }

    @Override
    public void close() {
        manager.close();
        service.close();
    }
}
