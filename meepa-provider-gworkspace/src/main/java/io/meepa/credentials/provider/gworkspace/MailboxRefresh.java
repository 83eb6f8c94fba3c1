package io.meepa.credentials.provider.gworkspace;

import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.spi.RefreshRequest;
import io.meepa.credentials.spi.Refreshed;
import io.meepa.credentials.spi.TokenRefresh;
import java.util.List;
import java.util.Optional;

/** Gives an agent the next token for its own mailbox. A trade that is repeated gives another token and harms nothing. */
record MailboxRefresh(MailboxAccess mailboxes) implements TokenRefresh {

    @Override
    public Repetition repetition() {
        return Repetition.REPEATABLE;
    }

    @Override
    public Refreshed refresh(RefreshRequest request) {
        AccessToken token = mailboxes.token(Mailbox.of(request.source()), request.last());
        return new Refreshed(
                List.of(new CredentialItem(ItemKeys.ACCESS_TOKEN, token.value(), ItemType.API_TOKEN)),
                Optional.of(token.expiresAt()),
                Metadata.empty().with("scope", mailboxes.scope()));
    }
}
