package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.provider.gworkspace.identity.GoogleIdentity;
import io.meepa.credentials.provider.gworkspace.identity.TokenCache;
import io.meepa.credentials.provider.gworkspace.token.AccessToken;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.util.Optional;

/** Tokens of a service account that may act as any user of the domain, and here acts only as users of ours. */
final class DelegatedMailboxTokens implements AgentMailboxTokens {

    private final Directory directory;
    private final MailboxAccess mailboxes;
    private final TokenCache<Mailbox> cache;

    DelegatedMailboxTokens(WorkspaceSettings settings, ProviderContext context, GoogleIdentity identity) {
        this.directory = new Directory(settings, context, identity);
        this.mailboxes = new MailboxAccess(settings, directory, identity.tokens(), context.clock());
        this.cache = new TokenCache<>(context.clock());
    }

    @Override
    public AccessToken token(AgentCredential credential) {
        Mailbox mailbox = Mailbox.of(credential);
        return cache.get(mailbox, () -> mailboxes.token(mailbox, Optional.empty(), CallGuard.none()));
    }

    @Override
    public void close() {
        cache.close();
        directory.close();
    }
}
