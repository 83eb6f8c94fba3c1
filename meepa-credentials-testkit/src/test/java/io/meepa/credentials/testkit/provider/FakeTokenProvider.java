package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Evidence;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tickets of the office, with one bug. */
record FakeTokenProvider(FakeTokenServer office, FakeTokenBug bug) implements CredentialProvider {

    @Override
    public String id() {
        return "tickets";
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.TOKEN);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capabilities.Creation.LOCAL,
                Capabilities.SecretVisibility.SHOWN_ONCE,
                Capabilities.Revocation.UNSUPPORTED,
                Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return new Window(office, bug, context.clock());
    }

    private record Window(FakeTokenServer office, FakeTokenBug bug, Clock clock)
            implements CredentialIssuer, TokenRefresh {

        @Override
        public Issued issue(IssueRequest request) {
            return Issued.needsPerson("Ticket", "sign in");
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            return RevocationResult.alreadyGone(Evidence.of(Instant.EPOCH, "looked: absent"));
        }

        @Override
        public Optional<TokenRefresh> refresh() {
            if (bug == FakeTokenBug.CALLS_EARLY) {
                office.greeted();
            }
            return Optional.of(this);
        }

        @Override
        public Repetition repetition(RefreshRequest request) {
            return bug == FakeTokenBug.PROMISES_REPETITION ? Repetition.REPEATABLE : Repetition.ONE_TIME;
        }

        @Override
        public Refreshed refresh(RefreshRequest request) {
            Secret stub = request.source().secret(ItemKeys.REFRESH_TOKEN);
            try {
                return refreshed(traded(stub));
            } catch (FakeTokenServer.Trouble e) {
                throw failure(e);
            }
        }

        private List<Secret> traded(Secret stub) {
            try {
                return office.trade(stub);
            } catch (FakeTokenServer.Trouble e) {
                if (bug == FakeTokenBug.SENDS_TWICE && e.kind() == Disturbance.ANSWER_LOST) {
                    return office.trade(stub);
                }
                throw e;
            }
        }

        private Refreshed refreshed(List<Secret> bought) {
            boolean dead = bug == FakeTokenBug.GIVES_A_DEAD_TOKEN;
            String key = bug == FakeTokenBug.CALLS_IT_OTHERWISE ? "ticket" : ItemKeys.ACCESS_TOKEN;
            List<CredentialItem> items = new ArrayList<>();
            items.add(new CredentialItem(key, dead ? Secret.of("dead") : bought.get(0), ItemType.API_TOKEN));
            if (bug != FakeTokenBug.DROPS_THE_NEXT) {
                items.add(new CredentialItem(ItemKeys.REFRESH_TOKEN, bought.get(1), ItemType.API_TOKEN));
            }
            Duration life = bug == FakeTokenBug.ENDED_ALREADY ? Duration.ZERO : Duration.ofHours(1);
            return Refreshed.of(items).expiringAt(clock.instant().plus(life));
        }

        private RuntimeException failure(FakeTokenServer.Trouble trouble) {
            String what =
                    bug == FakeTokenBug.PRINTS_THE_SENT ? String.valueOf(trouble.getMessage()) : "tickets: refused";
            return switch (trouble.kind()) {
                case ANSWER_LOST ->
                    bug == FakeTokenBug.CLAIMS_NOTHING_SPENT
                            ? new ProviderUnavailableException("tickets: try again")
                            : new ProviderIndeterminateException("tickets: unknown");
                case UNREACHABLE -> new ProviderUnavailableException("tickets: down");
                case REFUSED, SECRET_ECHOED ->
                    bug == FakeTokenBug.EXCUSES_A_REFUSAL
                            ? new ProviderUnavailableException(what)
                            : new ProviderRejectedException(what);
            };
        }
    }
}
