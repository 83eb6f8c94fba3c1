package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
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

/** Returns what the configuration says; there is no upstream. */
public final class LocalKeyProvider implements CredentialProvider {

    /** Creates the provider. */
    public LocalKeyProvider() {}

    @Override
    public String id() {
        return "pocket";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.PHONE);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capabilities.Creation.LOCAL,
                Capabilities.SecretVisibility.NONE,
                Capabilities.Revocation.UNSUPPORTED,
                Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return new Issuer(context.settings().requiredText("number"));
    }

    private record Issuer(String number) implements CredentialIssuer {

        @Override
        public Issued issue(IssueRequest request) {
            CredentialItem item = new CredentialItem(ItemKeys.NUMBER, Secret.of(number), ItemType.PHONE);
            return Issued.supplied("Phone", List.of(item));
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            return RevocationResult.unsupported("the number is the operator's");
        }
    }
}
