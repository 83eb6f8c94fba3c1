package io.meepa.credentials.testkit;

import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
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
import io.meepa.credentials.spi.RefreshRequest;
import io.meepa.credentials.spi.Refreshed;
import io.meepa.credentials.spi.RevocationResult;
import io.meepa.credentials.spi.RevokeRequest;
import io.meepa.credentials.spi.TokenRefresh;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tickets of the office, with one bug. */
record TicketProvider(TicketOffice office, TicketBug bug) implements CredentialProvider {

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
        return new Capabilities(
                Capabilities.Creation.LOCAL,
                Capabilities.SecretVisibility.SHOWN_ONCE,
                Capabilities.Revocation.UNSUPPORTED,
                Capabilities.Cost.FREE);
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return new Window(office, bug, context.clock());
    }

    private record Window(TicketOffice office, TicketBug bug, Clock clock) implements CredentialIssuer, TokenRefresh {

        @Override
        public Issued issue(IssueRequest request) {
            return new Issued("Ticket", List.of(), Metadata.empty(), Issued.Standing.NEEDS_PERSON, "sign in");
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            return RevocationResult.alreadyGone();
        }

        @Override
        public TokenRefresh refresh() {
            if (bug == TicketBug.CALLS_EARLY) {
                office.greeted();
            }
            return this;
        }

        @Override
        public Repetition repetition() {
            return bug == TicketBug.PROMISES_REPETITION ? Repetition.REPEATABLE : Repetition.ONE_TIME;
        }

        @Override
        public Refreshed refresh(RefreshRequest request) {
            Secret stub = request.source().secret(ItemKeys.REFRESH_TOKEN);
            try {
                return refreshed(traded(stub));
            } catch (TicketOffice.Trouble e) {
                throw told(e);
            }
        }

        private List<Secret> traded(Secret stub) {
            try {
                return office.trade(stub);
            } catch (TicketOffice.Trouble e) {
                if (bug == TicketBug.SENDS_TWICE && e.kind() == Disturbance.ANSWER_LOST) {
                    return office.trade(stub);
                }
                throw e;
            }
        }

        private Refreshed refreshed(List<Secret> bought) {
            boolean dead = bug == TicketBug.GIVES_A_DEAD_TOKEN;
            String key = bug == TicketBug.CALLS_IT_OTHERWISE ? "ticket" : ItemKeys.ACCESS_TOKEN;
            List<CredentialItem> items = new ArrayList<>();
            items.add(new CredentialItem(key, dead ? Secret.of("dead") : bought.get(0), ItemType.API_TOKEN));
            if (bug != TicketBug.DROPS_THE_NEXT) {
                items.add(new CredentialItem(ItemKeys.REFRESH_TOKEN, bought.get(1), ItemType.API_TOKEN));
            }
            Duration life = bug == TicketBug.ENDED_ALREADY ? Duration.ZERO : Duration.ofHours(1);
            return new Refreshed(items, Optional.of(clock.instant().plus(life)), Metadata.empty());
        }

        private RuntimeException told(TicketOffice.Trouble trouble) {
            String what = bug == TicketBug.PRINTS_THE_SENT ? String.valueOf(trouble.getMessage()) : "tickets: refused";
            return switch (trouble.kind()) {
                case ANSWER_LOST ->
                    bug == TicketBug.CLAIMS_NOTHING_SPENT
                            ? new ProviderUnavailableException("tickets: try again")
                            : new ProviderIndeterminateException("tickets: unknown");
                case UNREACHABLE -> new ProviderUnavailableException("tickets: down");
                case REFUSED, SECRET_ECHOED ->
                    bug == TicketBug.EXCUSES_A_REFUSAL
                            ? new ProviderUnavailableException(what)
                            : new ProviderRejectedException(what);
            };
        }
    }
}
