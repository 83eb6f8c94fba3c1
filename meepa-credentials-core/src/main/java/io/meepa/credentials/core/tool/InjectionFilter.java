package io.meepa.credentials.core.tool;

import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialStatus;
import java.time.Instant;
import java.util.Optional;

/** Keeps what expired or was rejected out of environments and references. */
public final class InjectionFilter {

    private InjectionFilter() {}

    /** Returns why a usable credential is withheld, or empty. */
    public static Optional<String> reason(AgentCredential credential, Instant now) {
        Lifetime lifetime = Lifetime.of(credential);
        return credential.status().usable() && lifetime.at(now) == Lifetime.Phase.EXPIRED
                ? Optional.of(lifetime.ending(now))
                : Optional.empty();
    }

    /** Returns the credential as it is, or as one that is there but gives nothing. */
    public static AgentCredential applied(AgentCredential credential, Instant now) {
        return reason(credential, now)
                .map(reason -> new AgentCredential(
                        credential.category(),
                        credential.service(),
                        credential.name(),
                        credential.origin(),
                        credential.items(),
                        credential.metadata(),
                        new CredentialStatus.Failed(reason),
                        credential.managed()))
                .orElse(credential);
    }
}
