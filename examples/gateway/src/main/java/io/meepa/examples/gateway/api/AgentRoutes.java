package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.examples.gateway.http.Answer;
import io.meepa.examples.gateway.http.Call;
import io.meepa.examples.gateway.http.Refusal;
import io.meepa.examples.gateway.http.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The gateway's credentials API. The first three routes are the gateway's own, with its bodies; the others are what its
 * page needs.
 */
public final class AgentRoutes {

    private static final String AGENTS = "/api/captain/agents";
    private static final String CREDENTIALS = AGENTS + "/:agent/credentials";
    private static final String ONE = CREDENTIALS + "/:category/:service";
    private static final int CATEGORY = 5;
    private static final int SERVICE = 6;
    private static final int ITEM = 8;

    private static final List<Category> CATEGORIES = List.of(
            Category.EMAIL, Category.PHONE, Category.CREDIT_CARD, Category.LOGIN, Category.API_KEY, Category.TOKEN);

    private final CredentialManager credentials;
    private final ProvisioningStream provisioning;
    private final Clock clock;

    private AgentRoutes(CredentialManager credentials, Progress progress, Clock clock) {
        this.credentials = credentials;
        this.provisioning = new ProvisioningStream(progress);
        this.clock = clock;
    }

    /**
     * Lists the routes.
     *
     * @param credentials what they call
     * @param progress receives the manager's events
     * @param clock the current time, for what is past
     * @return the routes
     */
    public static List<Route> of(CredentialManager credentials, Progress progress, Clock clock) {
        AgentRoutes routes = new AgentRoutes(credentials, progress, clock);
        List<Route> own = List.of(
                Route.of("GET", CREDENTIALS, routes::list),
                Route.of("POST", CREDENTIALS, routes::add),
                Route.of("DELETE", ONE, routes::remove),
                Route.of("GET", AGENTS, routes::agents),
                Route.of("GET", "/api/captain/forms", routes::forms),
                Route.of("POST", AGENTS + "/:agent/forms/:category", routes::addByForm),
                Route.of("POST", ONE + "/fulfil", routes::fulfil),
                Route.of("POST", ONE + "/items/:key/reveal", routes::reveal),
                Route.of("POST", AGENTS + "/:agent/provision", routes::provision));
        return Stream.of(own, ConnectionRoutes.of(credentials, clock))
                .flatMap(List::stream)
                .toList();
    }

    private Optional<Answer> agents(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode agents = body.putArray("agents");
        credentials.agents().forEach(agent -> agents.addObject().put("id", agent.value()));
        return Optional.of(Answer.json(200, body));
    }

    private Optional<Answer> forms(Call call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode forms = body.putArray("forms");
        CATEGORIES.forEach(category -> forms.add(Views.form(CredentialForm.of(category))));
        return Optional.of(Answer.json(200, body));
    }

    private Optional<Answer> list(Call call) {
        AgentCredentials agent = agent(call);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("agent", agent.id().value());
        body.set(
                "credentials",
                Views.credentials(agent.list(), agent.manualSteps().list()));
        return Optional.of(Answer.json(200, body));
    }

    private Optional<Answer> add(Call call) throws IOException {
        return add(agent(call), CredentialBody.read(call.object()));
    }

    private Optional<Answer> addByForm(Call call) throws IOException {
        AgentCredentials agent = agent(call);
        CredentialForm form = CredentialForm.of(Category.of(call.path().get(CATEGORY)));
        return add(agent, form.credential(FormBody.read(call.object(), form), clock));
    }

    private static Optional<Answer> add(AgentCredentials agent, AgentCredential credential) {
        agent.add(credential);
        return Optional.of(Answer.json(201, Views.credential(credential.summary())));
    }

    private Optional<Answer> fulfil(Call call) throws IOException {
        AgentCredentials agent = agent(call);
        CredentialKey key = key(call);
        CredentialForm form = agent.manualSteps().list().stream()
                .filter(step -> asks(step, key))
                .findFirst()
                .flatMap(ManualStep::form)
                .orElseThrow(() -> new Refusal(409, "not_pending", "this credential does not wait for you"));
        return Optional.of(Answer.json(
                200, Views.credential(agent.manualSteps().complete(key, FormBody.read(call.object(), form)))));
    }

    private static boolean asks(ManualStep step, CredentialKey key) {
        return step.key().category().equals(key.category())
                && step.key().service().equals(key.service())
                && (key.name().isEmpty() || step.key().name().equals(key.name()));
    }

    private Optional<Answer> remove(Call call) {
        agent(call).remove(key(call));
        return Optional.of(Answer.nothing());
    }

    private Optional<Answer> reveal(Call call) {
        AgentCredential credential = agent(call).get(key(call));
        String value = credential
                .item(call.path().get(ITEM))
                .orElseThrow(Refusals::notFound)
                .value()
                .withBytes(bytes -> new String(bytes, StandardCharsets.UTF_8));
        return Optional.of(
                Answer.json(200, JsonNodeFactory.instance.objectNode().put("value", value)));
    }

    private Optional<Answer> provision(Call call) throws IOException {
        provisioning.run(call, agent(call));
        return Optional.empty();
    }

    private AgentCredentials agent(Call call) {
        return AgentPath.agent(credentials, call);
    }

    private CredentialKey key(Call call) {
        String category = call.path().get(CATEGORY);
        String service = call.path().get(SERVICE);
        CredentialSummary known = agent(call).list().stream()
                .filter(summary -> summary.category().name().equals(category))
                .filter(summary -> summary.service().equals(service))
                .findFirst()
                .orElseThrow(Refusals::notFound);
        CredentialKey key = CredentialKey.of(known.category(), known.service());
        return call.query("name").map(key::named).orElse(key);
    }
}
