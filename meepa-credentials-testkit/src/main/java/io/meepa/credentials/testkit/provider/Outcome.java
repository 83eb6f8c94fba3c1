package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.testkit.check.ContractAssert;
import io.meepa.credentials.testkit.check.SecretLeakCheck;
import java.util.List;
import java.util.Optional;

/** How an attempt to issue ended. */
record Outcome(Optional<Issued> issued, Optional<RuntimeException> error) {

    /** Issues, and looks at every error for secrets. */
    static Outcome of(CredentialIssuer issuer, IssueRequest request, List<Secret> secrets) {
        try {
            return new Outcome(Optional.of(issuer.issue(request)), Optional.empty());
        } catch (RuntimeException e) {
            SecretLeakCheck.requireNone(e, secrets);
            return new Outcome(Optional.empty(), Optional.of(e));
        }
    }

    boolean succeeded() {
        return issued.isPresent();
    }

    boolean unknown() {
        return error.filter(ProviderIndeterminateException.class::isInstance).isPresent();
    }

    /** Anything but this and an unknown outcome claims that the failed call did nothing. */
    boolean claimsNothingWasDone() {
        return error.filter(ProviderException.class::isInstance).isPresent() && !unknown();
    }

    void requireTyped(String when) {
        error.ifPresent(e -> {
            if (!(e instanceof ProviderException)) {
                throw ContractAssert.guilty(
                        when + ", it threw " + e.getClass().getSimpleName() + ": throw a ProviderException", e);
            }
        });
    }

    Issued require(String when) {
        return issued.orElseThrow(() -> ContractAssert.guilty(when + ", issuing failed", error.orElseThrow()));
    }
}
