package io.meepa.examples.gateway.api;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialNotPendingException;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.examples.gateway.http.Answer;
import io.meepa.examples.gateway.http.Call;
import io.meepa.examples.gateway.http.Refusal;
import io.meepa.examples.gateway.http.Route;
import io.meepa.examples.gateway.view.CredentialViews;
import java.time.Clock;
import java.util.List;

/** What a person fills in. */
final class FormRoutes {

    private final Agents agents;
    private final Clock clock;

    private FormRoutes(CredentialManager credentials, Clock clock) {
        this.agents = new Agents(credentials);
        this.clock = clock;
    }

    static List<Route> of(CredentialManager credentials, Clock clock) {
        FormRoutes routes = new FormRoutes(credentials, clock);
        return List.of(
                Route.of("POST", Agents.ONE + "/forms/{category}", routes::add),
                Route.of("POST", Agents.CREDENTIAL + "/fulfil", routes::complete));
    }

    private Answer add(Call call) {
        AgentCredentials agent = agents.agent(call);
        CredentialForm form = CredentialForm.of(Category.of(call.part("category")));
        return answer(201, agent.manualSteps().add(form, FormBody.read(call.object(), form)));
    }

    private Answer complete(Call call) {
        AgentCredentials agent = agents.agent(call);
        CredentialKey key = agents.key(call);
        CredentialForm form = agent.manualSteps().list().stream()
                .filter(step -> asks(step, key))
                .findFirst()
                .flatMap(ManualStep::form)
                .orElseThrow(FormRoutes::notPending);
        try {
            return answer(200, agent.manualSteps().complete(key, FormBody.read(call.object(), form)));
        } catch (CredentialNotPendingException e) {
            throw notPending();
        }
    }

    private static Refusal notPending() {
        return new Refusal(409, "not_pending", "this credential does not wait for you");
    }

    private Answer answer(int status, CredentialSummary summary) {
        return Answer.json(status, new CredentialViews(clock.instant(), List.of()).credential(summary));
    }

    private static boolean asks(ManualStep step, CredentialKey key) {
        return step.key().category().equals(key.category())
                && step.key().service().equals(key.service())
                && (key.name().isEmpty() || step.key().name().equals(key.name()));
    }
}
