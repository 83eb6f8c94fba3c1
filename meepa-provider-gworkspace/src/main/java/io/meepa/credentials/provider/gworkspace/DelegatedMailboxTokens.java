package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.Category;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.spi.ProviderContext;
import java.util.List;
import java.util.Optional;

/** Tokens of a service account that may act as any user of the domain, and here acts only as users of ours. */
final class DelegatedMailboxTokens implements AgentMailboxTokens {

    private final WorkspaceSettings settings;
    private final Directory directory;
    private final AccessTokenSupplier tokens;
    private final TokenCache<Mailbox> cache;

    DelegatedMailboxTokens(WorkspaceSettings settings, ProviderContext context, AccessTokenSupplier tokens) {
        this.settings = settings;
        this.directory = new Directory(settings, context, tokens);
        this.tokens = tokens;
        this.cache = new TokenCache<>(context.clock());
    }

    @Override
    public AccessToken token(AgentCredential credential) {
        Mailbox mailbox = Mailbox.of(credential);
        return cache.get(mailbox, () -> fetched(mailbox));
    }

    @Override
    public void close() {
        cache.close();
        directory.close();
    }

    private AccessToken fetched(Mailbox mailbox) {
        Optional<WorkspaceUser> user = directory.begin().find(mailbox.userId());
        boolean ours = user.filter(found -> found.bears(mailbox.marker()) && found.isAt(mailbox.address()))
                .isPresent();
        if (!ours || user.get().suspended()) {
            throw new ProviderRejectedException("no token for " + mailbox.address()
                    + ": its user is gone, suspended, renamed" + " or not ours any more. Verify the credential");
        }
        return tokens.accessToken(new TokenRequest(Optional.of(mailbox.address()), List.of(settings.agentScope())));
    }

    /** Whose mailbox, by address, by what stays when the address moves on, and by our tag. */
    private record Mailbox(String address, String userId, String marker) {

        static Mailbox of(AgentCredential credential) {
            boolean ours = credential.managed()
                    && credential.category().equals(Category.EMAIL)
                    && credential.service().equals(GoogleWorkspaceProvider.ID);
            if (!ours) {
                throw new IllegalArgumentException(
                        credential.key() + " is no managed mail credential of " + GoogleWorkspaceProvider.ID);
            }
            return new Mailbox(
                    credential.secret(ItemKeys.ADDRESS).reveal(),
                    credential.secret(UserIssue.USER_ID).reveal(),
                    credential.metadata().text(UserIssue.MARKER).orElse(""));
        }
    }
}
