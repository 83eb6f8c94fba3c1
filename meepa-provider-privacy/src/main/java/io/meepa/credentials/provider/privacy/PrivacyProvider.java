package io.meepa.credentials.provider.privacy;

import com.google.auto.service.AutoService;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.RevocationKeep;
import java.util.List;
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
        return Capabilities.of(
                        Capabilities.Creation.FINDABLE,
                        Capabilities.SecretVisibility.RETRIEVABLE,
                        Capabilities.Revocation.FINAL,
                        Capabilities.Cost.MONEY)
                .suspendable();
    }

    @Override
    public RevocationKeep revocationKeep(Category category, String service) {
        return RevocationKeep.items(ItemKeys.TOKEN);
    }

    @Override
    public List<SettingDescription> settings() {
        return CardSettings.described();
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return PrivacyIssuer.open(CardSettings.read(context.settings()), context);
    }
}
