package io.meepa.credentials.core.builtin;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Records the mail address that an operator set up elsewhere: {@code address}, in which <code>{agent}</code> stands for
 * the agent's mail prefix, else its id. Without it, the operator adds the credential by hand.
 */
public final class ExistingProvider implements CredentialProvider {

    /** Creates the provider. */
    public ExistingProvider() {}

    @Override
    public String id() {
        return "existing";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.EMAIL);
    }

    @Override
    public Capabilities capabilities() {
        return LocalCapabilities.LOCAL;
    }

    @Override
    public List<SettingDescription> settings() {
        return List.of(SettingDescription.of(
                        "address",
                        SettingType.TEXT,
                        "an address set up elsewhere; {agent} stands for the agent's email_prefix, else its id")
                .unlessSet("none: an operator adds the credential")
                .withExample("\"{agent}@example.com\""));
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        Optional<String> address = context.settings().text("address");
        address.filter(text -> !text.contains("@")).ifPresent(text -> {
            throw context.settings().invalid("address", "must be a mail address; {agent} may stand in it");
        });
        return new LocalIssuer(request -> issue(address, request));
    }

    private static Issued issue(Optional<String> address, IssueRequest request) {
        if (address.isEmpty()) {
            return Issued.needsPerson(
                    "Email", "Enter the mailbox's address, or set credentials.email.existing.address.");
        }
        String prefix = request.profile().emailPrefix().orElse(request.agent().value());
        String own = address.get().replace("{agent}", prefix);
        return Issued.supplied("Email", List.of(new CredentialItem(ItemKeys.ADDRESS, Secret.of(own), ItemType.EMAIL)))
                .withDetail("from the configuration");
    }
}
