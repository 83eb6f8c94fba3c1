package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.report.AuditReport;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.examples.gateway.http.Answer;
import io.meepa.examples.gateway.http.Call;
import io.meepa.examples.gateway.http.Route;
import io.meepa.examples.gateway.view.Trail;
import java.util.List;

/** What concerns all agents: what is wrong, and what happened. */
final class OperatorRoutes {

    private static final int MOST = 500;

    private final CredentialManager credentials;
    private final Trail trail;

    private OperatorRoutes(CredentialManager credentials, Trail trail) {
        this.credentials = credentials;
        this.trail = trail;
    }

    static List<Route> of(CredentialManager credentials, Trail trail) {
        OperatorRoutes routes = new OperatorRoutes(credentials, trail);
        return List.of(
                Route.of("GET", "/api/captain/doctor", routes::doctor),
                Route.of("GET", "/api/captain/audit", routes::audit));
    }

    private Answer doctor(Call call) {
        DoctorReport report = credentials.doctor();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", report.ok());
        ArrayNode findings = body.putArray("findings");
        for (DoctorReport.Finding finding : report.findings()) {
            findings.addObject()
                    .put("code", finding.code())
                    .put("severity", finding.severity().wireName())
                    .put("agent", finding.agent().map(Object::toString).orElse(""))
                    .put("subject", finding.subject())
                    .put("message", finding.message());
        }
        return Answer.json(200, body);
    }

    /** The newest records of one agent, or of all, and whether the trail is as it was written. */
    private Answer audit(Call call) {
        String agent = call.query("agent").orElse("");
        AuditReport report = credentials.verifyAudit();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", report.ok());
        ArrayNode findings = body.putArray("findings");
        report.findings().forEach(finding -> findings.add(finding.toString()));
        ArrayNode records = body.putArray("records");
        trail.newest().stream()
                .filter(entry -> agent.isEmpty() || entry.agent().equals(agent))
                .limit(MOST)
                .forEach(entry -> entry.into(records.addObject()));
        return Answer.json(200, body);
    }
}
