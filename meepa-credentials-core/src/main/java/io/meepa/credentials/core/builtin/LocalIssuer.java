package io.meepa.credentials.core.builtin;

import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import java.util.function.Function;

/** Issues from what is known here; there is nothing upstream to take back. */
record LocalIssuer(Function<IssueRequest, Issued> issuing) implements CredentialIssuer {

    @Override
    public Issued issue(IssueRequest request) {
        return issuing.apply(request);
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return RevocationResult.unsupported("nothing of ours exists upstream");
    }
}
