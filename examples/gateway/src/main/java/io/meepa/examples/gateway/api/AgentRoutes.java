package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.examples.gateway.http.Answer;
import io.meepa.examples.gateway.http.Call;
import io.meepa.examples.gateway.http.Route;
import io.meepa.examples.gateway.view.FormViews;
import io.meepa.examples.gateway.view.Standing;
import java.time.Clock;
import java.util.List;

/** The agents, with how much of each needs attention, and the forms. */
final class AgentRoutes {

    private static final List<Category> CATEGORIES = List.of(
            Category.EMAIL, Category.PHONE, Category.CREDIT_CARD, Category.LOGIN, Category.API_KEY, Category.TOKEN);

    private final CredentialManager credentials;
    private final Unfinished unfinished;
    private final Clock clock;

    private AgentRoutes(CredentialManager credentials, Runs runs, Clock clock) {
        this.unfinished = new Unfinished(runs);
        this.credentials = credentials;
        this.clock = clock;
    }

    static List<Route> of(CredentialManager credentials, Runs runs, Clock clock) {
        AgentRoutes routes = new AgentRoutes(credentials, runs, clock);
        return List.of(
                Route.of("GET", Agents.ALL, routes::agents), Route.of("GET", "/api/captain/forms", AgentRoutes::forms));
    }

    private Answer agents(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode agents = body.putArray("agents");
        credentials.agents().forEach(agent -> agents.add(view(agent)));
        return Answer.json(200, body);
    }

    /** An agent whose document cannot be read is the one that needs attention most: it is in the list, and says so. */
    private ObjectNode view(AgentId id) {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("id", id.value());
        try {
            AgentCredentials agent = credentials.agent(id);
            List<CredentialSummary> summaries = agent.list();
            List<CredentialSummary> attended = summaries.stream()
                    .filter(summary -> Standing.of(summary, clock.instant()).attention())
                    .toList();
            return view.put("credentials", summaries.size())
                    .put("attention", attended.size() + unfinished.beside(agent, attended));
        } catch (CredentialException e) {
            return view.put("credentials", 0).put("attention", 1).put("problem", String.valueOf(e.getMessage()));
        }
    }

    private static Answer forms(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode forms = body.putArray("forms");
        CATEGORIES.forEach(category -> forms.add(FormViews.form(CredentialForm.of(category))));
        return Answer.json(200, body);
    }
}
