package io.meepa.credentials.report;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The result of a rotation that succeeded.
 *
 * @param agent whose
 * @param key the credential's address; it holds the new secret from now on
 * @param oldEndsAt when the old secret is taken back; empty if it is of no use any more already
 * @param detail more, for people; may be empty
 * @param evidence what taking the old secret back is based on: why it was renewed, and that the new one was tried
 */
public record RotationReport(
        AgentId agent, CredentialKey key, Optional<Instant> oldEndsAt, String detail, Evidence evidence) {}
