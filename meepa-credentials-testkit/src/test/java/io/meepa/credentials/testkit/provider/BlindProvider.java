package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.call.Evidence;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.Resumption;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Issues where nothing can be found again: after a lost answer it asks a person. */
public final class BlindProvider implements CredentialProvider {

    private static final String ACCOUNT = "account";

    private final FakeKeyService kiosk;

    /** Creates a provider with a kiosk of its own. */
    public BlindProvider() {
        this(new FakeKeyService());
    }

    BlindProvider(FakeKeyService kiosk) {
        this.kiosk = kiosk;
    }

    @Override
    public String id() {
        return "blind";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.TOKEN);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capabilities.Creation.UNREPEATABLE,
                Capabilities.SecretVisibility.NONE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return new Issuer(kiosk, context.settings().secretFromEnvironment("key_env", FakeKeyProvider.VARIABLE));
    }

    private record Issuer(FakeKeyService kiosk, SecretSource operatorKey) implements CredentialIssuer {

        @Override
        public Issued issue(IssueRequest request) {
            return credential(request.resumption().map(Issuer::known).orElseGet(() -> created(request)));
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            if (elsewhere()) {
                throw new ProviderRejectedException("blind: the key is of another account");
            }
            Stream<String> stored = request.credential().stream()
                    .flatMap(credential -> credential.item(ACCOUNT).stream())
                    .map(item -> item.value().reveal());
            List<String> ids = Stream.concat(request.resources().stream().map(UpstreamResource::id), stored)
                    .toList();
            boolean deleted =
                    translated(() -> ids.stream().map(kiosk::deleteAccount).reduce(false, Boolean::logicalOr));
            return deleted
                    ? RevocationResult.revoked()
                    : RevocationResult.alreadyGone(Evidence.of(Instant.EPOCH, "looked: absent"));
        }

        private boolean elsewhere() {
            if (!operatorKey.available()) {
                return false;
            }
            try (Secret key = operatorKey.read()) {
                return key.matches(FakeKeyService.OTHER_OPERATOR);
            }
        }

        private static String known(Resumption earlier) {
            Optional<String> account = earlier.resource(ACCOUNT);
            return account.orElseThrow(
                    () -> new ProviderIndeterminateException("blind: look for an account by hand, then try again"));
        }

        private String created(IssueRequest request) {
            String id =
                    translated(() -> kiosk.createAccount(request.tag().text()).id());
            request.checkpoint().reached(new UpstreamResource(ACCOUNT, id));
            return id;
        }

        private static Issued credential(String account) {
            CredentialItem item = new CredentialItem(ACCOUNT, Secret.of(account), ItemType.OTHER);
            return Issued.created("Blind", List.of(item));
        }

        private static <T> T translated(Supplier<T> work) {
            try {
                return work.get();
            } catch (FakeKeyService.Trouble e) {
                throw typed(e.kind());
            }
        }

        private static ProviderException typed(Disturbance kind) {
            return switch (kind) {
                case UNREACHABLE -> new ProviderUnavailableException("blind: cannot be reached");
                case REFUSED -> new ProviderRejectedException("blind: refused");
                case ANSWER_LOST, SECRET_ECHOED -> new ProviderIndeterminateException("blind: no usable answer");
            };
        }
    }
}
