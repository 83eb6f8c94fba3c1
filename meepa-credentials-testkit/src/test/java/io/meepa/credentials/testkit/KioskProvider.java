package io.meepa.credentials.testkit;

import io.meepa.credentials.Category;
import io.meepa.credentials.spi.Capabilities;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.CredentialProvider;
import io.meepa.credentials.spi.ProviderContext;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.util.Set;

/** Issues accounts at the kiosk, with a bug or without. */
public final class KioskProvider implements CredentialProvider {

    static final String VARIABLE = "KIOSK_KEY";

    private final Kiosk kiosk;
    private final KioskBug bug;

    /** Makes a provider without a bug. */
    public KioskProvider() {
        this(new Kiosk(), KioskBug.NONE);
    }

    KioskProvider(Kiosk kiosk, KioskBug bug) {
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
        return new Capabilities(
                Capabilities.Creation.FINDABLE,
                Capabilities.SecretVisibility.SHOWN_ONCE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.FREE,
                Capabilities.Suspension.REVERSIBLE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        Settings settings = context.settings();
        SecretSource key = settings.secretFromEnvironment("key_env", VARIABLE);
        settings.text("region");
        settings.flag("sandbox");
        if (bug != KioskBug.LEAVES_SETTINGS) {
            settings.integer("places", 1, 100);
        }
        if (bug == KioskBug.SWALLOWS_SETTINGS) {
            Set.copyOf(settings.unread()).forEach(path -> settings.text(path.substring(path.lastIndexOf('.') + 1)));
        }
        if (bug == KioskBug.CALLS_WHEN_OPENED) {
            kiosk.all();
        }
        return new KioskIssuer(kiosk, key, bug);
    }
}
