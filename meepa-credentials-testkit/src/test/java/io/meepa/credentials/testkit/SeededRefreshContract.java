package io.meepa.credentials.testkit;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Secret;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.spi.CredentialProvider;
import java.util.Map;

/** The contract on a provider with a bug; launched by a test, not found by the build. */
final class SeededRefreshContract extends TokenRefreshContract {

    static volatile TicketBug bug = TicketBug.NONE;

    private final TicketOffice office = new TicketOffice();

    @Override
    protected CredentialProvider provider() {
        return new TicketProvider(office, bug);
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of();
    }

    @Override
    protected Upstream upstream() {
        return office;
    }

    @Override
    protected AgentCredential source(CredentialIssuer issuer) {
        return AgentCredential.token("tickets")
                .item(ItemKeys.REFRESH_TOKEN, office.signedIn(), ItemType.API_TOKEN)
                .build();
    }

    @Override
    protected boolean accepts(Secret token) {
        return office.accepts(token);
    }
}
