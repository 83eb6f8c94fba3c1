package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.RotationReport;
import io.meepa.examples.gateway.http.Answer;
import io.meepa.examples.gateway.http.Call;
import io.meepa.examples.gateway.http.Route;
import io.meepa.examples.gateway.view.CredentialViews;
import io.meepa.examples.gateway.view.EvidenceViews;
import java.time.Clock;
import java.util.List;

/** What is done to one managed credential. */
final class LifeCycleRoutes {

    private final Agents agents;
    private final Clock clock;

    private LifeCycleRoutes(CredentialManager credentials, Clock clock) {
        this.agents = new Agents(credentials);
        this.clock = clock;
    }

    static List<Route> of(CredentialManager credentials, Clock clock) {
        LifeCycleRoutes routes = new LifeCycleRoutes(credentials, clock);
        return List.of(
                Route.of("POST", Agents.CREDENTIAL + "/rotate", routes::rotate),
                Route.of("POST", Agents.CREDENTIAL + "/suspend", routes::suspend),
                Route.of("POST", Agents.CREDENTIAL + "/resume", routes::resume));
    }

    private Answer rotate(Call call) {
        RotationReport report = agents.agent(call).managed().rotate(agents.key(call));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("detail", report.detail());
        report.oldEndsAt().ifPresent(end -> body.put("old_ends_at", end.toString()));
        body.set("evidence", EvidenceViews.evidence(report.evidence()));
        return Answer.json(200, body);
    }

    private Answer suspend(Call call) {
        return answer(agents.agent(call).managed().suspend(agents.key(call)));
    }

    private Answer resume(Call call) {
        return answer(agents.agent(call).managed().resume(agents.key(call)));
    }

    private Answer answer(CredentialSummary summary) {
        return Answer.json(200, new CredentialViews(clock.instant(), List.of()).credential(summary));
    }
}
