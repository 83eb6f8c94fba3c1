package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.Disconnection;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.gateway.http.Answer;
import io.meepa.examples.gateway.http.Call;
import io.meepa.examples.gateway.http.Refusal;
import io.meepa.examples.gateway.http.Route;
import io.meepa.examples.gateway.view.EvidenceViews;
import io.meepa.examples.gateway.view.FormViews;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections of agents: the page asks for an address, sends its person there, and hands back what the browser brings. Which
 * agent a sign-in is for is kept beside the session that began it. Thread-safe.
 */
final class ConnectionRoutes {

    private static final String CONNECTIONS = Agents.ONE + "/connections";

    private final CredentialManager credentials;
    private final Agents agents;
    private final Clock clock;
    private final Map<SignIn, Begun> begun = new ConcurrentHashMap<>();

    private ConnectionRoutes(CredentialManager credentials, Clock clock) {
        this.credentials = credentials;
        this.agents = new Agents(credentials);
        this.clock = clock;
    }

    static List<Route> of(CredentialManager credentials, Clock clock) {
        ConnectionRoutes routes = new ConnectionRoutes(credentials, clock);
        return List.of(
                Route.of("GET", CONNECTIONS, routes::list),
                Route.of("POST", CONNECTIONS + "/{service}", routes::begin),
                Route.of("DELETE", CONNECTIONS + "/{service}", routes::disconnect),
                Route.of("POST", "/api/captain/connections", routes::complete));
    }

    private Answer list(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode connections = body.putArray("connections");
        agents.agent(call).connections().list().forEach(one -> connections.add(view(one)));
        return Answer.json(200, body);
    }

    private Answer begin(Call call) {
        AgentCredentials agent = agents.agent(call);
        String session = session(call);
        CredentialKey key = key(agent, call);
        begun.values().removeIf(left -> !clock.instant().isBefore(left.until()));
        Consent consent = agent.connections()
                .begin(
                        ConnectRequest.to(key.service()).redirectingTo(URI.create(call.origin() + "/connected.html")),
                        binding(session));
        begun.put(new SignIn(session, consent.handle()), new Begun(agent.id(), consent.until()));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("address", consent.address().toString());
        ArrayNode others = body.putArray("tied_to");
        consent.tiedTo().forEach(other -> others.add(other.value()));
        return Answer.json(200, body);
    }

    private Answer complete(Call call) {
        String session = session(call);
        CallbackParameters callback =
                CallbackParameters.ofQuery(call.object().path("query").asText());
        String state = callback.parameter("state").map(Secret::reveal).orElse("");
        // A state begins with the handle of its sign-in.
        Begun signIn = Optional.ofNullable(begun.remove(new SignIn(session, state.split("\\.", 2)[0])))
                .orElseThrow(() -> new Refusal(409, "no_sign_in", "no sign-in of this session waits for this answer"));
        Connection connection = credentials.agent(signIn.agent()).connections().complete(callback, binding(session));
        ObjectNode body = view(connection);
        body.put("agent", signIn.agent().value());
        return Answer.json(200, body);
    }

    private Answer disconnect(Call call) {
        AgentCredentials agent = agents.agent(call);
        Disconnection end = agent.connections().disconnect(key(agent, call));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("end", FormViews.lower(end.end())).put("detail", end.detail());
        end.evidence().ifPresent(looks -> body.set("evidence", EvidenceViews.evidence(looks)));
        return Answer.json(200, body);
    }

    /** A service that the agent is not connected to, and may not be, is not there. */
    private static CredentialKey key(AgentCredentials agent, Call call) {
        String service = call.part("service");
        return agent.connections().list().stream()
                .map(Connection::key)
                .filter(key -> key.service().equals(service))
                .findFirst()
                .orElseThrow(Refusals::notFound);
    }

    private static ObjectNode view(Connection connection) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("service", connection.key().service())
                .put("state", FormViews.lower(connection.state()))
                .put("account", connection.account().orElse(""))
                .put("reason", connection.reason());
        ArrayNode missing = view.putArray("missing");
        connection.missing().forEach(missing::add);
        return view;
    }

    private static SessionBinding binding(String session) {
        return SessionBinding.of(session, "operator");
    }

    private static String session(Call call) {
        return call.caller()
                .sessionId()
                .orElseThrow(() -> new Refusal(403, "no_session", "a person connects agents on the page"));
    }

    private record SignIn(String session, String handle) {

        @Override
        public String toString() {
            return "SignIn[" + handle + "]";
        }
    }

    private record Begun(AgentId agent, Instant until) {}
}
