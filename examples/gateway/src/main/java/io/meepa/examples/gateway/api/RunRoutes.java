package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.report.ReconcileMode;
import io.meepa.examples.gateway.http.Answer;
import io.meepa.examples.gateway.http.Call;
import io.meepa.examples.gateway.http.Refusal;
import io.meepa.examples.gateway.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** What takes longer than a request may: it begins, answers 202, and is looked at afterwards. */
final class RunRoutes {

    private static final String RUN = Agents.ONE + "/run";

    private final Agents agents;
    private final Runs runs;

    private RunRoutes(Agents agents, Runs runs) {
        this.agents = agents;
        this.runs = runs;
    }

    static List<Route> of(CredentialManager credentials, Runs runs) {
        RunRoutes routes = new RunRoutes(new Agents(credentials), runs);
        return List.of(
                Route.of("GET", RUN, routes::look),
                Route.of("POST", Agents.ONE + "/provision", routes::provision),
                Route.of("POST", Agents.ONE + "/reconcile", routes::reconcile),
                Route.of("POST", Agents.ONE + "/deprovision", routes::deprovision));
    }

    private Answer look(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putNull("run");
        runs.last(agents.agent(call).id()).ifPresent(run -> body.set("run", run.view()));
        return Answer.json(200, body);
    }

    /** Nobody is charged who did not say yes to it. */
    private Answer provision(Call call) {
        AgentCredentials agent = agents.agent(call);
        boolean accepted = flag(call.objectIfAny(), "accept_costs");
        if (!accepted && agent.plan().steps().stream().anyMatch(Costs::money)) {
            throw new Refusal(409, "costs_money", "the plan has a step that costs money: send \"accept_costs\": true");
        }
        return begin(agent, "provision", run -> RunReports.provisioned(agent.provision(), run));
    }

    private Answer reconcile(Call call) {
        AgentCredentials agent = agents.agent(call);
        ReconcileMode mode = mode(call.object(), ReconcileMode.class);
        return begin(
                agent,
                mode == ReconcileMode.APPLY ? "apply" : "drift",
                run -> RunReports.reconciled(agent.managed().reconcile(mode), run));
    }

    private Answer deprovision(Call call) {
        AgentCredentials agent = agents.agent(call);
        call.caller().requireFresh();
        ObjectNode body = call.object();
        DeprovisionMode mode = mode(body, DeprovisionMode.class);
        if (!body.path("agent").asText().equals(agent.id().value())) {
            throw new Refusal(Map.of("agent", "must be the agent's id, once more"));
        }
        return begin(agent, "deprovision", run -> RunReports.deprovisioned(agent.deprovision(mode), run));
    }

    private Answer begin(AgentCredentials agent, String kind, Consumer<Run> work) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("run", runs.begin(agent.id(), kind, work).view());
        return Answer.json(202, body)
                .with("Location", RUN.replace("{agent}", agent.id().value()));
    }

    private static boolean flag(ObjectNode body, String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new Refusal(Map.of(name, "must be true or false"));
        }
        return value.asBoolean();
    }

    private static <E extends Enum<E>> E mode(ObjectNode body, Class<E> modes) {
        for (E mode : modes.getEnumConstants()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(body.path("mode").textValue())) {
                return mode;
            }
        }
        throw new Refusal(Map.of(
                "mode",
                "must be one of " + List.of(modes.getEnumConstants()).toString().toLowerCase(Locale.ROOT)));
    }
}
