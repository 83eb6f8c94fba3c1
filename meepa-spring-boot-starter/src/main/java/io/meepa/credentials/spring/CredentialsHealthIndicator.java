package io.meepa.credentials.spring;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.DoctorReport.Severity;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Down only if no agent's credentials can be reached: the store cannot be listed. What somebody should act on, an agent's broken
 * document among it, is a detail.
 */
final class CredentialsHealthIndicator extends AbstractHealthIndicator {

    private final CredentialManager credentials;

    CredentialsHealthIndicator(CredentialManager credentials) {
        super("credentials cannot be looked at");
        this.credentials = credentials;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        try {
            builder.up().withDetail("agents", credentials.agents().size());
        } catch (CredentialException e) {
            builder.down().withDetail("reason", String.valueOf(e.getMessage()));
            return;
        }
        List<Finding> findings = credentials.doctor().findings();
        add(builder, "errors", findings, Severity.ERROR);
        add(builder, "warnings", findings, Severity.WARNING);
    }

    private static void add(Health.Builder builder, String name, List<Finding> findings, Severity severity) {
        List<String> messages = findings.stream()
                .filter(finding -> finding.severity() == severity)
                .map(finding -> finding.code() + ": " + finding.message())
                .toList();
        if (!messages.isEmpty()) {
            builder.withDetail(name, messages);
        }
    }
}
