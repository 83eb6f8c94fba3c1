package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.RevocationKeep;
import java.util.Set;

/** The fake with one bug, and with settings of several types. */
public final class SeededKeyProvider implements CredentialProvider {

    private final FakeKeyService service;
    private final FakeKeyBug bug;

    /** Creates a provider without a bug. */
    public SeededKeyProvider() {
        this(FakeKeyService.of(Capabilities.Creation.FINDABLE), FakeKeyBug.NONE);
    }

    SeededKeyProvider(FakeKeyService service, FakeKeyBug bug) {
        this.service = service;
        this.bug = bug;
    }

    @Override
    public String id() {
        return FakeKeyProvider.ID;
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.EMAIL);
    }

    @Override
    public Capabilities capabilities() {
        return new FakeKeyProvider(service).capabilities();
    }

    @Override
    public RevocationKeep revocationKeep(Category category, String service) {
        return bug == FakeKeyBug.KEEPS_NO_ID
                ? RevocationKeep.nothing()
                : new FakeKeyProvider(this.service).revocationKeep(category, service);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        Settings settings = context.settings();
        FakeKeyProvider clean = new FakeKeyProvider(service);
        FakeKeyProvider seeded = clean.calling(client -> SeededKeyClient.of(client, bug));
        CredentialIssuer issuer = (bug == FakeKeyBug.ASKS_NO_GUARD ? seeded.withoutGuard() : seeded).open(context);
        settings.text("region");
        settings.flag("sandbox");
        if (bug != FakeKeyBug.LEAVES_SETTINGS) {
            settings.integer("places", 1, 100);
        }
        if (bug == FakeKeyBug.SWALLOWS_SETTINGS) {
            Set.copyOf(settings.unread()).forEach(path -> settings.text(path.substring(path.lastIndexOf('.') + 1)));
        }
        if (bug == FakeKeyBug.CALLS_WHEN_OPENED) {
            issuer.inventory("contract");
        }
        SecretSource key = settings.secretFromEnvironment("key_env", FakeKeyService.VARIABLE);
        KeyClient plain = new GuardedKeyClient(service.client(key), CallGuard.none());
        CredentialIssuer blind = clean.calling(client -> SeededKeyClient.of(client, FakeKeyBug.FORGETS_TO_LOOK))
                .open(context);
        return new SeededKeyIssuer(issuer, blind, plain, key, bug);
    }
}
