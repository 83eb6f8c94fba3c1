package io.meepa.credentials.core.manager;

import io.meepa.credentials.AgentTokens;
import io.meepa.credentials.ValidToken;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.token.TokenSlots;
import io.meepa.credentials.core.token.Tokens;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import java.time.Duration;

/** Gets and reports one agent's tokens. */
record TokenHandle(EngineContext context, AgentChoice agent, Tokens tokens) implements AgentTokens {

    @Override
    public ValidToken get(CredentialKey key) {
        return get(key, context.lockTimeout());
    }

    @Override
    public ValidToken get(CredentialKey key, Duration maxWait) {
        TokenSlots.requireToken(key);
        return context.events().around(agent.id(), Kind.REVEAL, key, () -> tokens.token(key, maxWait));
    }

    @Override
    public void reportRejected(CredentialKey key, Secret value) {
        TokenSlots.requireToken(key);
        context.events().around(agent.id(), Kind.REJECT, key, () -> {
            tokens.rejected(key, value);
            return key;
        });
    }
}
