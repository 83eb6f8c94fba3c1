package io.meepa.credentials.testkit;

import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemKeys;
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

/** Hands out what the configuration says; there is no upstream. */
public final class PocketProvider implements CredentialProvider {

    /** Makes the provider. */
    public PocketProvider() {}

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
        return new Capabilities(
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
            return new Issued("Phone", List.of(item), Metadata.empty(), Issued.Standing.SUPPLIED, "");
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            return new RevocationResult(RevocationResult.End.UNSUPPORTED, "the number is the operator's");
        }
    }
}
