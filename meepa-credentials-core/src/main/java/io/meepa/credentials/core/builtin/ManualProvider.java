package io.meepa.credentials.core.builtin;

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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Leaves it to a person: a telephone number from the agent's configuration, a card that an operator enters. */
public final class ManualProvider implements CredentialProvider {

    /** Makes the provider. */
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
        return new Issued(
                "Phone",
                List.of(new CredentialItem(ItemKeys.NUMBER, Secret.of(number), ItemType.PHONE)),
                Metadata.empty(),
                Issued.Standing.SUPPLIED,
                "from the configuration");
    }

    private static Issued pending(String name, String nextStep) {
        return new Issued(name, List.of(), Metadata.empty(), Issued.Standing.NEEDS_PERSON, nextStep);
    }
}
