package io.meepa.verification.system;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.util.List;
import java.util.Set;

/** Can neither repeat nor find what it made, and loses the answer of its first call. */
final class OneShotProvider implements CredentialProvider, CredentialIssuer {

    static final Category CATEGORY = Category.of("licence");

    /** What is at its site. */
    int made;

    private boolean lost;

    @Override
    public String id() {
        return "one_shot";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(CATEGORY);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capabilities.Creation.UNREPEATABLE,
                Capabilities.SecretVisibility.RETRIEVABLE,
                Capabilities.Revocation.UNSUPPORTED,
                Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return this;
    }

    @Override
    public Issued issue(IssueRequest request) {
        made++;
        if (!lost) {
            lost = true;
            throw new ProviderIndeterminateException("one-shot: the answer was lost");
        }
        return Issued.created(
                "Licence", List.of(new CredentialItem("key", Secret.of("canary-licence"), ItemType.API_TOKEN)));
    }

    @Override
    public RevocationResult revoke(RevokeRequest request) {
        return RevocationResult.unsupported("it stays");
    }

    @Override
    public void close() {}
}
