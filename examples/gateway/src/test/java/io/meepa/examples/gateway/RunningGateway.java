package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A gateway with two agents over a real store, and a mail service that can be taken down. */
final class RunningGateway implements AutoCloseable {

    static final String TOKEN = "a-gateway-token-of-the-tests";

    private static final String CONFIGURATION = """
            credentials:
              enabled: true
              namespace: page
              audit: {enabled: true}
              email:
                enabled: true
                provider: agentmail
                agentmail: {api_key_env: AGENTMAIL_API_KEY}
              phone: {enabled: true}
            agents:
              - id: meepa
              - id: scout
                identity: {phone_number: "+15550100999"}
            """;

    final AgentMailStandIn mail = AgentMailStandIn.start();
    final ManualClock clock = ManualClock.at(Instant.parse("2026-03-01T09:00:00Z"));
    final Path home;
    private final Path configuration;
    final Gateway gateway;

    RunningGateway(Path folder) throws IOException {
        this(folder, builder -> builder, Map.of());
    }

    /** Starts one with further settings and variables. */
    RunningGateway(Path folder, UnaryOperator<CredentialManagerBuilder> further, Map<String, String> variables)
            throws IOException {
        Path home = Files.createDirectory(
                folder.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Map<String, String> keys = new HashMap<>(variables);
        keys.put("AGENTMAIL_API_KEY", mail.organisationKeyText());
        this.home = home;
        configuration = Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
        gateway = Gateway.start(further.apply(builder(keys)), home, 0, Secret.of(TOKEN), clock);
    }

    private CredentialManagerBuilder builder(Map<String, String> keys) {
        return CredentialManager.builder()
                .configuration(configuration)
                .home(home)
                .set("credentials.email.agentmail.base_url", mail.baseUrl())
                .set("credentials.email.agentmail.allow_loopback_http", true)
                .clock(clock)
                .environment(keys::get);
    }

    /** Opens what another program over the same home has. */
    CredentialManager anotherManager() {
        return builder(Map.of("AGENTMAIL_API_KEY", mail.organisationKeyText())).open();
    }

    String address() {
        return gateway.address().toString();
    }

    void addLogin(String service, String name, String token) throws Exception {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("category", "login").put("service", service).put("name", name);
        body.putArray("items").addObject().put("key", "token").put("value", token);
        int status = Client.withToken(this)
                .post("api/captain/agents/meepa/credentials", body.toString())
                .status();
        assertThat(status).isEqualTo(201);
    }

    /** Provisions as a program does, and waits for the end. */
    JsonNode provision(String agent) throws Exception {
        String path = "api/captain/agents/" + agent;
        Client program = Client.withToken(this);
        assertThat(program.post(path + "/provision", "{\"accept_costs\": true}").status())
                .isEqualTo(202);
        return Await.until(
                "the run goes on",
                () -> program.get(path + "/run").json().path("run"),
                run -> run.path("over").asBoolean());
    }

    String credentials(String agent) {
        try {
            return Client.withToken(this)
                    .get("api/captain/agents/" + agent + "/credentials")
                    .text();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        mail.close();
    }
}
