package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.CallGuard;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fake with one bug. */
record SeededTokenProvider(FakeTokenServer server, FakeTokenBug bug) implements CredentialProvider {

    @Override
    public String id() {
        return FakeTokenProvider.ID;
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.TOKEN);
    }

    @Override
    public Capabilities capabilities() {
        return new FakeTokenProvider(server).capabilities();
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return new Issuer(new FakeTokenProvider(new Endpoint(server, bug)).open(context), server, bug);
    }

    /** Bugs that lie in how the server is called. */
    private record Endpoint(FakeTokenServer server, FakeTokenBug bug) implements TokenEndpoint {

        @Override
        public FakeTokens trade(Secret refreshToken) {
            try {
                return server.trade(refreshToken);
            } catch (ProviderIndeterminateException e) {
                if (bug == FakeTokenBug.SENDS_TWICE) {
                    return server.trade(refreshToken);
                }
                throw bug == FakeTokenBug.CALLS_FAILURE_REFUSED
                                && String.valueOf(e.getMessage()).endsWith("failed")
                        ? new ProviderRejectedException("sessions: refused")
                        : e;
            }
        }

        @Override
        public Repetition repetition() {
            return bug == FakeTokenBug.PROMISES_REPETITION ? Repetition.REPEATABLE : Repetition.ONE_TIME;
        }
    }

    private record Issuer(CredentialIssuer issuer, FakeTokenServer server, FakeTokenBug bug)
            implements CredentialIssuer, TokenRefresh {

        @Override
        public Issued issue(IssueRequest request) {
            return issuer.issue(request);
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            return issuer.revoke(request);
        }

        @Override
        public Optional<TokenRefresh> refresh() {
            if (bug == FakeTokenBug.CALLS_EARLY) {
                server.trade(Secret.of(FakeTokenServer.refreshToken(server.signIn())));
            }
            return Optional.of(this);
        }

        @Override
        public Repetition repetition(RefreshRequest request) {
            return clean().repetition(request);
        }

        @Override
        public Refreshed refresh(RefreshRequest request) {
            try {
                return seeded(clean().refresh(
                                bug == FakeTokenBug.ASKS_NO_GUARD ? request.guardedBy(CallGuard.none()) : request));
            } catch (ProviderException e) {
                throw failure(e, request.source().secret(ItemKeys.REFRESH_TOKEN));
            }
        }

        private TokenRefresh clean() {
            return issuer.refresh().orElseThrow();
        }

        private Refreshed seeded(Refreshed refreshed) {
            List<CredentialItem> items = new ArrayList<>();
            for (CredentialItem item : refreshed.items()) {
                boolean next = item.key().equals(ItemKeys.REFRESH_TOKEN);
                if (!next || bug != FakeTokenBug.DROPS_THE_NEXT) {
                    items.add(next ? item : access(item));
                }
            }
            Refreshed same = Refreshed.of(items).withMetadata(refreshed.metadata());
            return bug == FakeTokenBug.ENDED_ALREADY
                    ? same.expiringAt(refreshed.expiresAt().orElseThrow().minus(FakeTokenProvider.LIFE))
                    : same.expiringAt(refreshed.expiresAt().orElseThrow());
        }

        private CredentialItem access(CredentialItem item) {
            return switch (bug) {
                case CALLS_IT_OTHERWISE -> new CredentialItem("ticket", item.value(), ItemType.API_TOKEN);
                case GIVES_A_DEAD_TOKEN -> new CredentialItem(item.key(), Secret.of("dead"), ItemType.API_TOKEN);
                default -> item;
            };
        }

        private ProviderException failure(ProviderException e, Secret sent) {
            return switch (bug) {
                case PRINTS_THE_SENT -> new ProviderRejectedException("sessions: no token for " + sent.reveal());
                case CLAIMS_NOTHING_SPENT ->
                    e instanceof ProviderIndeterminateException
                            ? new ProviderUnavailableException("sessions: try again")
                            : e;
                case EXCUSES_A_REFUSAL -> new ProviderUnavailableException("sessions: try again");
                default -> e;
            };
        }
    }
}
