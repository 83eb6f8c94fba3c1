package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.MetadataKeys;
import io.meepa.credentials.Origin;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.ValidToken;
import io.meepa.credentials.core.refresh.Lifetime;
import io.meepa.credentials.core.refresh.TokenItem;
import io.meepa.credentials.spi.TokenRefresh;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token as a document has it.
 *
 * @param credential the token; one without items if it is got for another credential and never was yet
 * @param source what a new one is got with: the token itself, or the credential that it is got for
 * @param issuance the provider that gets it, if one is configured
 */
record TokenSlot(AgentCredential credential, AgentCredential source, Optional<Issuance> issuance) {

    private static final String NAME = "Access token";

    /** Returns the place of a token that was not got yet. */
    static TokenSlot empty(AgentCredential source, Issuance issuance) {
        AgentCredential token = new AgentCredential(
                Category.TOKEN,
                source.service(),
                NAME,
                Origin.OPERATOR_PROVIDED,
                List.of(),
                Metadata.empty().with(MetadataKeys.ISSUED_FOR, source.category().name()),
                CredentialStatus.Settled.PROVISIONED,
                true);
        return new TokenSlot(token, source, Optional.of(issuance));
    }

    /** Tells whether a credential is a token that was got for another: nothing upstream is its own. */
    static boolean derived(AgentCredential credential) {
        return credential.managed()
                && credential.category().equals(Category.TOKEN)
                && credential.metadata().values().containsKey(MetadataKeys.ISSUED_FOR);
    }

    CredentialKey key() {
        return credential.key();
    }

    Lifetime.Phase at(Instant now) {
        return TokenItem.of(credential).isEmpty()
                ? Lifetime.Phase.EXPIRED
                : Lifetime.of(credential).at(now);
    }

    String ending(Instant now) {
        return TokenItem.of(credential).isEmpty()
                ? "has no item that is the token"
                : Lifetime.of(credential).ending(now);
    }

    /** Returns a copy of the value, so that closing it leaves the stored one. */
    ValidToken handedOut() {
        return TokenItem.of(credential)
                .map(item -> new ValidToken(
                        item.value().use(Secret::copyOf),
                        Lifetime.of(credential).expiresAt()))
                .orElseThrow();
    }

    /** Tells whether a token is the one that was reported as rejected. */
    boolean rejects(ValidToken token) {
        return credential.metadata().values().containsKey(MetadataKeys.REJECTED_AT)
                && TokenItem.of(credential)
                        .filter(item -> item.value().matches(token.value()))
                        .isPresent();
    }

    /** Returns how it is renewed, or empty. Asks the provider, so only once a renewal is due. */
    Optional<TokenRefresh> refresh() {
        return issuance.flatMap(Issuance::opened).flatMap(TokenSlot::refresh);
    }

    static Optional<TokenRefresh> refresh(Issuance.Opened opened) {
        try {
            return Optional.of(opened.issuer().refresh());
        } catch (ProviderUnsupportedException e) {
            return Optional.empty();
        }
    }
}
