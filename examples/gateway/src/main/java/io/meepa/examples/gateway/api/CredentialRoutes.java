package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.gateway.http.Answer;
import io.meepa.examples.gateway.http.Call;
import io.meepa.examples.gateway.http.Route;
import io.meepa.examples.gateway.view.CredentialViews;
import io.meepa.examples.gateway.view.Trail;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What an agent has: the first three routes are the gateway's own, with its bodies. */
final class CredentialRoutes {

    private static final String ITEM = Agents.CREDENTIAL + "/items/{key}";

    private final Agents agents;
    private final Unfinished unfinished;
    private final Trail trail;
    private final Clock clock;

    /** One lock per agent. */
    private final Map<AgentId, Object> replacing = new ConcurrentHashMap<>();

    private CredentialRoutes(CredentialManager credentials, Runs runs, Trail trail, Clock clock) {
        this.unfinished = new Unfinished(runs);
        this.agents = new Agents(credentials);
        this.trail = trail;
        this.clock = clock;
    }

    static List<Route> of(CredentialManager credentials, Runs runs, Trail trail, Clock clock) {
        CredentialRoutes routes = new CredentialRoutes(credentials, runs, trail, clock);
        return List.of(
                Route.of("GET", Agents.CREDENTIALS, routes::list),
                Route.of("POST", Agents.CREDENTIALS, routes::add),
                Route.of("DELETE", Agents.CREDENTIAL, routes::remove),
                Route.of("PUT", ITEM, routes::replace),
                Route.of("POST", ITEM + "/reveal", routes::reveal));
    }

    private Answer list(Call call) {
        AgentCredentials agent = agents.agent(call);
        CredentialViews views = new CredentialViews(clock.instant(), trail.of(agent.id()));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("agent", agent.id().value());
        ArrayNode listed = views.credentials(agent.list(), agent.manualSteps().list());
        Unfinished.addEnds(agent, listed);
        body.set("credentials", listed);
        body.set("pending", unfinished.views(agent));
        return Answer.json(200, body);
    }

    private Answer add(Call call) {
        AgentCredentials agent = agents.agent(call);
        AgentCredential credential = CredentialBody.read(call.object());
        agent.add(credential);
        return Answer.json(201, new CredentialViews(clock.instant(), List.of()).credential(credential.summary()));
    }

    private Answer remove(Call call) {
        agents.agent(call).remove(agents.key(call));
        return Answer.nothing();
    }

    /**
     * One value, the others stay. What was known of the old one, its end for instance, goes with it. Two people who replace
     * different values of one credential do so one after the other, or the later would put the earlier's old value back.
     */
    private Answer replace(Call call) {
        AgentCredentials agent = agents.agent(call);
        CredentialKey key = agents.key(call);
        Secret value = CredentialBody.value(call.object());
        synchronized (replacing.computeIfAbsent(agent.id(), id -> new Object())) {
            AgentCredential former = agent.get(key);
            CredentialItem item = former.item(call.part("key")).orElseThrow(Refusals::notFound);
            AgentCredential next = Replacement.of(former, item, value);
            agent.replace(next);
            return Answer.json(200, new CredentialViews(clock.instant(), List.of()).credential(next.summary()));
        }
    }

    private Answer reveal(Call call) {
        AgentCredentials agent = agents.agent(call);
        CredentialKey key = agents.key(call);
        call.caller().requireFresh();
        String value = agent.get(key)
                .item(call.part("key"))
                .orElseThrow(Refusals::notFound)
                .value()
                .withBytes(bytes -> new String(bytes, StandardCharsets.UTF_8));
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("value", value));
    }
}
