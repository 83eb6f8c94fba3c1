package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.util.Set;

/** Issues accounts at the kiosk, with a bug or without. */
public final class FakeKeyProvider implements CredentialProvider {

    static final String VARIABLE = "KIOSK_KEY";

    private final FakeKeyService kiosk;
    private final FakeKeyBug bug;

    /** Creates a provider without a bug. */
    public FakeKeyProvider() {
        this(new FakeKeyService(), FakeKeyBug.NONE);
    }

    FakeKeyProvider(FakeKeyService kiosk, FakeKeyBug bug) {
        this.kiosk = kiosk;
        this.bug = bug;
    }

    @Override
    public String id() {
        return "kiosk";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.LOGIN);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                        Capabilities.Creation.FINDABLE,
                        Capabilities.SecretVisibility.SHOWN_ONCE,
                        Capabilities.Revocation.FINAL,
                        Capabilities.Cost.FREE)
                .suspendable();
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        Settings settings = context.settings();
        SecretSource key = settings.secretFromEnvironment("key_env", VARIABLE);
        settings.text("region");
        settings.flag("sandbox");
        if (bug != FakeKeyBug.LEAVES_SETTINGS) {
            settings.integer("places", 1, 100);
        }
        if (bug == FakeKeyBug.SWALLOWS_SETTINGS) {
            Set.copyOf(settings.unread()).forEach(path -> settings.text(path.substring(path.lastIndexOf('.') + 1)));
        }
        if (bug == FakeKeyBug.CALLS_WHEN_OPENED) {
            kiosk.all();
        }
        return new FakeKeyIssuer(kiosk, key, bug);
    }
}
