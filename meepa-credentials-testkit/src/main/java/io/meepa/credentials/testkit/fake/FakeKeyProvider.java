package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.RevocationKeep;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Issues boxes of a {@link FakeKeyService}, each with a key that can be renewed; boxes can be switched off and on. It keeps
 * the contract of providers, and declares what its service allows. Its one setting, {@code key_env}, names the variable
 * that holds the operator's key. Immutable.
 */
public final class FakeKeyProvider implements CredentialProvider {

    /** The provider's id. */
    public static final String ID = "boxes";

    /** The item that holds the id of the box. */
    public static final String BOX_ID = "box_id";

    private final FakeKeyService service;
    private final boolean asking;
    private final UnaryOperator<KeyClient> between;

    /** Creates a provider over a service of its own, whose boxes can be found by their tag. */
    public FakeKeyProvider() {
        this(FakeKeyService.of(Capabilities.Creation.FINDABLE));
    }

    /**
     * Creates a provider.
     *
     * @param service the service that it calls
     */
    public FakeKeyProvider(FakeKeyService service) {
        this(service, true, UnaryOperator.identity());
    }

    private FakeKeyProvider(FakeKeyService service, boolean asking, UnaryOperator<KeyClient> between) {
        this.service = service;
        this.asking = asking;
        this.between = between;
    }

    /**
     * Returns a copy that does not ask its guard, which breaks the contract: what such a provider leaves at the service
     * shows what its caller takes care of alone.
     *
     * @return the copy
     */
    public FakeKeyProvider withoutGuard() {
        return new FakeKeyProvider(service, false, between);
    }

    /** Returns a copy whose calls pass through something else. */
    FakeKeyProvider calling(UnaryOperator<KeyClient> through) {
        return new FakeKeyProvider(service, asking, through);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.EMAIL);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                        service.creation(), service.visibility(), Capabilities.Revocation.FINAL, Capabilities.Cost.FREE)
                .suspendable();
    }

    @Override
    public RevocationKeep revocationKeep(Category category, String named) {
        return RevocationKeep.items(BOX_ID, ItemKeys.API_KEY_ID);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        SecretSource key = context.settings().secretFromEnvironment("key_env", FakeKeyService.VARIABLE);
        return new FakeKeyIssuer(guard -> client(key, guard), key, capabilities(), context.clock());
    }

    private KeyClient client(SecretSource key, CallGuard guard) {
        KeyClient client = between.apply(service.client(key));
        return new GuardedKeyClient(client, asking ? guard : CallGuard.none());
    }
}
