package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.report.AuditReport;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.examples.gateway.http.Answer;
import io.meepa.examples.gateway.http.Call;
import io.meepa.examples.gateway.http.Refusal;
import io.meepa.examples.gateway.http.Route;
import io.meepa.examples.gateway.view.Trail;
import io.meepa.examples.gateway.view.TrailEntry;
import java.util.List;
import java.util.Map;

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

    /**
     * The newest records of one agent, or of all, and whether the trail is as it was written: a page of them, those before a
     * number. <code>more</code> says that there are older ones to ask for, <code>cut</code> that the oldest are in the
     * trail's files alone.
     */
    private Answer audit(Call call) {
        String agent = call.query("agent").orElse("");
        long before = call.query("before").map(OperatorRoutes::number).orElse(Long.MAX_VALUE);
        AuditReport report = credentials.verifyAudit();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ok", report.ok());
        ArrayNode findings = body.putArray("findings");
        report.findings().forEach(finding -> findings.add(finding.toString()));
        ArrayNode records = body.putArray("records");
        List<TrailEntry> all = trail.newest();
        List<TrailEntry> sought = all.stream()
                .filter(entry -> agent.isEmpty() || entry.agent().equals(agent))
                .filter(entry -> entry.number() < before)
                .toList();
        sought.stream().limit(MOST).forEach(entry -> entry.into(records.addObject()));
        body.put("more", sought.size() > MOST)
                .put("cut", !all.isEmpty() && all.get(all.size() - 1).number() > 1);
        return Answer.json(200, body);
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new Refusal(Map.of("before", "must be the number of a record"));
        }
        return Long.parseLong(text);
    }
}
