package io.meepa.credentials.provider.agentmail;

import com.google.auto.service.AutoService;
import io.meepa.credentials.Category;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.spi.Capabilities;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.CredentialProvider;
import io.meepa.credentials.spi.ProviderContext;
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
        return new Capabilities(
                Capabilities.Creation.FINDABLE,
                Capabilities.SecretVisibility.SHOWN_ONCE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.QUOTA);
    }

    @Override
    public Map<String, String> variables() {
        return Map.of(ItemKeys.API_KEY, "AGENTMAIL_API_KEY");
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return AgentMailIssuer.open(MailSettings.read(context.settings()), context);
    }
}
