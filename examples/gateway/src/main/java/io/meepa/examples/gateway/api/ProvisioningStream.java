package io.meepa.examples.gateway.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.examples.gateway.http.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A provisioning run reported line by line: each event as it happens, the report last. A page that goes away stops nothing. */
final class ProvisioningStream {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Progress progress;

    ProvisioningStream(Progress progress) {
        this.progress = progress;
    }

    void run(Call call, AgentCredentials agent) throws IOException {
        try (OutputStream out = call.stream("application/x-ndjson; charset=utf-8")) {
            Lines lines = new Lines(out);
            lines.write(outcome(agent, lines));
        }
    }

    private ObjectNode outcome(AgentCredentials agent, Lines lines) {
        try {
            ProvisioningReport report =
                    progress.watching(agent.id(), event -> lines.write(line(event)), agent::provision);
            report.outcomes().forEach(outcome -> lines.write(line(outcome)));
            return NODES.objectNode().put("complete", report.ok());
        } catch (CredentialException e) {
            return NODES.objectNode().put("error", String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode line(ProvisioningReport.Outcome outcome) {
        return NODES.objectNode()
                .put("outcome", Views.lower(outcome.result()))
                .put("category", outcome.category().name())
                .put("service", outcome.service())
                .put("detail", outcome.detail());
    }

    private static ObjectNode line(CredentialEvent event) {
        return NODES.objectNode()
                .put("event", Views.lower(event.kind()))
                .put("phase", Views.lower(event.phase()))
                .put("subject", event.subject())
                .put("detail", event.detail());
    }

    /** Lines to a page that may have gone; several threads report their category at once. */
    private static final class Lines {

        private final OutputStream out;
        private boolean gone;

        Lines(OutputStream out) {
            this.out = out;
        }

        synchronized void write(ObjectNode line) {
            if (gone) {
                return;
            }
            try {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException e) {
                gone = true;
            }
        }
    }
}
