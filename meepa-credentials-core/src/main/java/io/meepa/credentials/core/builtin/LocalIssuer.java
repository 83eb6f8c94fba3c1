package io.meepa.credentials.core.builtin;

import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import java.util.function.Function;

/** Issues from what is known here; there is nothing upstream to take back. */
record LocalIssuer(Function<IssueRequest, Issued> issuing) implements CredentialIssuer {

    @Override
    public Issued issue(IssueRequest request) {
        return issuing.apply(request);
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return new RevocationResult(RevocationResult.End.UNSUPPORTED, "nothing of ours exists upstream");
    }
}
