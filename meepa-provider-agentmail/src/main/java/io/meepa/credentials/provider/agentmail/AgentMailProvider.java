package io.meepa.credentials.provider.agentmail;

import com.google.auto.service.AutoService;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.RevocationKeep;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Issues an inbox at AgentMail, and a key that reaches nothing but it. */
@AutoService(CredentialProvider.class)
@SuppressWarnings("exports") // AutoService is there at compile time only.
public final class AgentMailProvider implements CredentialProvider {

    /** For the service loader. */
    public AgentMailProvider() {}

    @Override
    public String id() {
        return "agentmail";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.EMAIL);
    }

    /**
     * Returns what AgentMail allows: pods and inboxes are idempotent by client id, keys are not and can only be found by
     * name, so the whole is findable.
     */
    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                        Capabilities.Creation.FINDABLE,
                        Capabilities.SecretVisibility.SHOWN_ONCE,
                        Capabilities.Revocation.FINAL,
                        Capabilities.Cost.QUOTA)
                .suspendable();
    }

    @Override
    public Map<String, String> variables(String service, Settings settings) {
        return Map.of(ItemKeys.API_KEY, "AGENTMAIL_API_KEY");
    }

    @Override
    public RevocationKeep revocationKeep(Category category, String service) {
        return RevocationKeep.items(ItemKeys.ADDRESS, ItemKeys.INBOX_ID, ItemKeys.API_KEY_ID, AgentMailIssuer.POD_ID);
    }

    @Override
    public List<SettingDescription> settings() {
        return MailSettings.described();
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return AgentMailIssuer.open(MailSettings.read(context.settings()), context);
    }
}
