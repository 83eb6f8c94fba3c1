package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.provider.gworkspace.identity.TokenRefusal;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import io.meepa.credentials.provider.gworkspace.token.AccessTokenSupplier;
import io.meepa.credentials.provider.gworkspace.token.TokenRequest;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Gets tokens for single mailboxes: of users that the directory shows as ours, in use and still at their address, for one
 * scope, for an hour at most.
 */
final class MailboxAccess {

    private static final Duration LONGEST_LIFE = Duration.ofHours(1);

    /** What is new may be unknown to some of Google's servers for so long. */
    private static final Duration SPREADING = Duration.ofDays(1);

    private final WorkspaceSettings settings;
    private final Directory directory;
    private final AccessTokenSupplier tokens;
    private final Clock clock;

    MailboxAccess(WorkspaceSettings settings, Directory directory, AccessTokenSupplier tokens, Clock clock) {
        this.settings = settings;
        this.directory = directory;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Gets a token; {@code last} is when this mailbox had one before. */
    AccessToken token(Mailbox mailbox, Optional<Instant> last, CallGuard guard) {
        Optional<WorkspaceUser> user = directory.begin(guard).find(mailbox.userId());
        boolean ours = user.filter(found -> found.bears(mailbox.marker()) && found.isAt(mailbox.address()))
                .isPresent();
        if (!ours || user.get().suspended()) {
            throw new ProviderRejectedException("no token for " + mailbox.address()
                    + ": its user is gone, suspended, renamed" + " or not ours any more. Verify the credential");
        }
        return brief(asked(mailbox, user.get(), last));
    }

    String scope() {
        return settings.agentScope();
    }

    private AccessToken asked(Mailbox mailbox, WorkspaceUser user, Optional<Instant> last) {
        try {
            return tokens.accessToken(new TokenRequest(Optional.of(mailbox.address()), List.of(settings.agentScope())));
        } catch (ProviderRejectedException e) {
            throw explained(e, mailbox, user, last);
        }
    }

    /** The endpoint answers alike to what never was, is not yet and is no more; what happened before distinguishes them. */
    private ProviderException explained(
            ProviderRejectedException refusal, Mailbox mailbox, WorkspaceUser user, Optional<Instant> last) {
        String code = refusal.getCause() instanceof TokenRefusal known ? known.code() : "";
        boolean recent = user.createdAt()
                .filter(created -> clock.instant().isBefore(created.plus(SPREADING)))
                .isPresent();
        if (code.equals("unauthorized_client") && last.isPresent()) {
            return new ProviderRejectedException(
                    "domain-wide delegation of " + scope() + " was withdrawn: " + mailbox.address()
                            + " had a token at " + last.get() + ", and Google refuses another (" + code
                            + "). Delegate the scope again");
        }
        if (code.equals("unauthorized_client") && recent) {
            return new ProviderUnavailableException("no token for " + mailbox.address() + " yet (" + code
                    + "): domain-wide delegation of " + scope()
                    + " is not known everywhere for a day after it was set up. If it was not: " + refusal.getMessage());
        }
        if (code.equals("invalid_grant") && recent && last.isEmpty()) {
            return new ProviderUnavailableException("no token for " + mailbox.address() + " yet (" + code
                    + "): its user was made at " + user.createdAt().get()
                    + " and is not known everywhere. Ask again later");
        }
        return refusal;
    }

    /** A host's supplier may be more generous than Google. */
    private AccessToken brief(AccessToken token) {
        Instant longest = clock.instant().plus(LONGEST_LIFE);
        return token.expiresAt().isAfter(longest) ? new AccessToken(token.value(), longest) : token;
    }

    /** Gives an agent the next token for its own mailbox. A trade that is repeated gives another token and harms nothing. */
    record Refresh(MailboxAccess mailboxes) implements TokenRefresh {

        @Override
        public Repetition repetition(RefreshRequest request) {
            return Repetition.REPEATABLE;
        }

        @Override
        public Refreshed refresh(RefreshRequest request) {
            AccessToken token = mailboxes.token(Mailbox.of(request.source()), request.last(), request.guard());
            return Refreshed.of(List.of(new CredentialItem(ItemKeys.ACCESS_TOKEN, token.value(), ItemType.API_TOKEN)))
                    .expiringAt(token.expiresAt())
                    .withMetadata(Metadata.empty().with("scope", mailboxes.scope()));
        }
    }
}
