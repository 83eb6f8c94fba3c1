package io.meepa.verification.crash;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Creates a thing at once, and counts. */
record InstantProvider(AtomicInteger made) implements CredentialProvider, CredentialIssuer {

    @Override
    public String id() {
        return ChildMain.PROVIDER;
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.EMAIL);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capabilities.Creation.UNREPEATABLE,
                Capabilities.SecretVisibility.NONE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return this;
    }

    @Override
    public Issued issue(IssueRequest request) {
        made.incrementAndGet();
        return Issued.created(
                "Thing", List.of(new CredentialItem("address", Secret.of("thing@mail.test"), ItemType.EMAIL)));
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return RevocationResult.revoked(Evidence.shown(Instant.now(), "deleted"));
    }

    @Override
    public void close() {}
}
