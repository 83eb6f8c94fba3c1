package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.examples.gateway.http.Answer;
import io.meepa.examples.gateway.http.Call;
import io.meepa.examples.gateway.http.Route;
import io.meepa.examples.gateway.view.FormViews;
import java.util.List;

/** What provisioning would make, and what it costs. */
final class PlanRoutes {

    private final Agents agents;

    private PlanRoutes(Agents agents) {
        this.agents = agents;
    }

    static List<Route> of(CredentialManager credentials) {
        PlanRoutes routes = new PlanRoutes(new Agents(credentials));
        return List.of(Route.of("GET", Agents.ONE + "/plan", routes::plan));
    }

    private Answer plan(Call call) {
        ProvisioningPlan plan = agents.agent(call).plan();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("changes", plan.changes().size())
                .put("costs_money", plan.steps().stream().anyMatch(Costs::money));
        ArrayNode steps = body.putArray("steps");
        plan.steps().forEach(step -> steps.add(step(step)));
        return Answer.json(200, body);
    }

    private static ObjectNode step(ProvisioningPlan.Step step) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("category", step.category().name())
                .put("provider", step.provider())
                .put("action", FormViews.lower(step.action()))
                .put("detail", step.detail())
                .put("cost", FormViews.lower(step.cost()))
                .put("problem", Costs.problem(step));
    }
}
