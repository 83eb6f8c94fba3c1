package io.meepa.credentials.testkit;

import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.Capabilities;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.CredentialProvider;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.ProviderContext;
import io.meepa.credentials.spi.Resumption;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.UpstreamResource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Issues where nothing can be found again: after a lost answer it asks a person. */
public final class BlindProvider implements CredentialProvider {

    private static final String ACCOUNT = "account";

    private final Kiosk kiosk;

    /** Makes a provider with a kiosk of its own. */
    public BlindProvider() {
        this(new Kiosk());
    }

    BlindProvider(Kiosk kiosk) {
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
        return new Capabilities(
                Capabilities.Creation.UNREPEATABLE,
                Capabilities.SecretVisibility.NONE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return new Issuer(kiosk);
    }

    private record Issuer(Kiosk kiosk) implements CredentialIssuer {

        @Override
        public Issued issue(IssueRequest request) {
            return credential(request.resumption().map(Issuer::known).orElseGet(() -> created(request)));
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            Stream<String> stored = request.credential().stream()
                    .flatMap(credential -> credential.item(ACCOUNT).stream())
                    .map(item -> item.value().reveal());
            List<String> ids = Stream.concat(request.resources().stream().map(UpstreamResource::id), stored)
                    .toList();
            boolean deleted =
                    translated(() -> ids.stream().map(kiosk::deleteAccount).reduce(false, Boolean::logicalOr));
            return deleted ? RevocationResult.revoked() : RevocationResult.alreadyGone();
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
            return new Issued("Blind", List.of(item), Metadata.empty(), Issued.Standing.CREATED, "");
        }

        private static <T> T translated(Supplier<T> work) {
            try {
                return work.get();
            } catch (Kiosk.Trouble e) {
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
