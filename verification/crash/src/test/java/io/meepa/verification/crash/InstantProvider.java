package io.meepa.verification.crash;

import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.Capabilities;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.CredentialProvider;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.ProviderContext;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes a thing at once, and counts. */
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
        return new Capabilities(
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
        return new Issued(
                "Thing",
                List.of(new CredentialItem("address", Secret.of("thing@mail.test"), ItemType.EMAIL)),
                Metadata.empty(),
                Issued.Standing.CREATED,
                "");
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return RevocationResult.revoked();
    }

    @Override
    public void close() {}
}
