package io.meepa.credentials.core.builtin;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Leaves it to a person: a telephone number from the agent's configuration, a card that an operator enters. */
public final class ManualProvider implements CredentialProvider {

    /** Creates the provider. */
    public ManualProvider() {}

    @Override
    public String id() {
        return "manual";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.PHONE, Category.CREDIT_CARD);
    }

    @Override
    public Capabilities capabilities() {
        return LocalCapabilities.LOCAL;
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return new LocalIssuer(ManualProvider::issue);
    }

    private static Issued issue(IssueRequest request) {
        if (!request.category().equals(Category.PHONE)) {
            return pending("Credit Card", "Enter the card: its last four digits, or its number.");
        }
        Optional<String> number = request.profile().phoneNumber();
        return number.map(ManualProvider::phone)
                .orElseGet(() -> pending(
                        "Phone", "Activate a SIM, then enter its number, or set agents[].identity.phone_number."));
    }

    private static Issued phone(String number) {
        return Issued.supplied("Phone", List.of(new CredentialItem(ItemKeys.NUMBER, Secret.of(number), ItemType.PHONE)))
                .withDetail("from the configuration");
    }

    private static Issued pending(String name, String nextStep) {
        return Issued.needsPerson(name, nextStep);
    }
}
