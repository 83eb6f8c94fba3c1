package io.meepa.credentials.core.audit;

import io.meepa.credentials.core.config.AuditPolicy;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.AuditReport;
import io.meepa.credentials.spi.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A trail in a folder, for tests: writers, the files, and what a verifier says. */
record Trails(Path folder, long segmentBytes, OptionalInt kept) {

    private static final String KEY = "canary-key-0123456789-0123456789-0123456789";

    static Trails in(Path folder) {
        return new Trails(folder, 1 << 20, OptionalInt.empty());
    }

    static AuditKey key() {
        return new GivenKey(() -> Secret.of(KEY), "a test's");
    }

    static CredentialEvent event(String subject) {
        return event(subject, "");
    }

    static CredentialEvent event(String subject, String detail) {
        return new CredentialEvent(
                Instant.parse("2026-11-21T10:00:00Z"), AgentId.of("meepa"), Kind.REVEAL, Phase.BEGUN, subject, detail);
    }

    AuditPolicy policy() {
        return new AuditPolicy(folder, segmentBytes, kept, true);
    }

    AuditTrail open() {
        return AuditTrail.of(policy(), key(), Sleeper.system());
    }

    AuditTrail open(Appender.Output output) {
        return AuditTrail.of(policy(), key(), Sleeper.system(), output);
    }

    Trails record(int count) {
        try (AuditTrail trail = open()) {
            for (int number = 1; number <= count; number++) {
                trail.record(event("login/service-" + number), 0);
            }
        }
        return this;
    }

    AuditReport verify() {
        return new AuditVerifier(folder, key(), Sleeper.system()).verify();
    }

    List<String> found() {
        return verify().findings().stream()
                .map(finding -> finding.problem() + " " + finding.record())
                .toList();
    }

    Path segment(int number) {
        return new TrailFolder(folder).segment(number);
    }

    Path head() {
        return new TrailFolder(folder).head();
    }

    List<String> lines(int number) {
        try {
            return new ArrayList<>(Files.readAllLines(segment(number), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void put(int number, List<String> lines) {
        try {
            Files.write(segment(number), lines, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
