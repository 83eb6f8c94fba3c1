package io.meepa.credentials.provider.privacy;

import com.google.auto.service.AutoService;
import io.meepa.credentials.Category;
import io.meepa.credentials.spi.Capabilities;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.CredentialProvider;
import io.meepa.credentials.spi.ProviderContext;
import java.util.Set;

/** Issues virtual cards at Privacy.com, each with a limit of its own. */
@AutoService(CredentialProvider.class)
@SuppressWarnings("exports") // AutoService is there at compile time only.
public final class PrivacyProvider implements CredentialProvider {

    /** For the service loader. */
    public PrivacyProvider() {}

    @Override
    public String id() {
        return "privacy_com";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.CREDIT_CARD);
    }

    /**
     * Returns what Privacy.com allows: a repeat makes another card, but each bears our memo; closing is for good, pausing is
     * not.
     */
    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                Capabilities.Creation.FINDABLE,
                Capabilities.SecretVisibility.RETRIEVABLE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.MONEY,
                Capabilities.Suspension.REVERSIBLE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return PrivacyIssuer.open(CardSettings.read(context.settings()), context);
    }
}
