package io.meepa.credentials.core.token;

import io.meepa.credentials.ValidToken;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.ProviderRegistry;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.provider.TokenRefresh;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A token as a document has it.
 *
 * @param credential the token; one without items if it is obtained for another credential and never was yet
 * @param source what a new one is obtained with: the token itself, or the credential that it is obtained for
 * @param item the item that is the token, if it has one
 * @param lifetime how long the token is good
 * @param providers those that may renew it
 */
public record TokenSlot(
        AgentCredential credential,
        AgentCredential source,
        Optional<CredentialItem> item,
        Lifetime lifetime,
        ProviderRegistry providers) {

    private static final String NAME = "Access token";

    /** Returns the place of a token that was not obtained yet. */
    static TokenSlot empty(AgentCredential source, ProviderRegistry providers) {
        AgentCredential token = new AgentCredential(
                Category.TOKEN,
                source.service(),
                NAME,
                Origin.OPERATOR_PROVIDED,
                List.of(),
                Metadata.empty().with(MetadataKeys.ISSUED_FOR, source.category().name()),
                CredentialStatus.Settled.PROVISIONED,
                true);
        return of(token, source, Lifetime.of(token), providers);
    }

    /** Returns a token, whose items are read here, once. */
    static TokenSlot of(
            AgentCredential credential, AgentCredential source, Lifetime lifetime, ProviderRegistry providers) {
        return new TokenSlot(credential, source, TokenItem.of(credential), lifetime, providers);
    }

    /** Returns whether it is renewed by what it holds itself, and not by another credential. */
    boolean isOfItsOwn() {
        return credential.equals(source);
    }

    CredentialKey key() {
        return credential.key();
    }

    Lifetime.Phase at(Instant now) {
        return item.isEmpty() ? Lifetime.Phase.EXPIRED : lifetime.at(now);
    }

    String ending(Instant now) {
        return item.isEmpty() ? "has no item that is the token" : lifetime.ending(now);
    }

    /** Returns a copy of the value, so that closing it leaves the stored one. */
    ValidToken valid() {
        Secret value = item.orElseThrow().value();
        return new ValidToken(value.withBytes(Secret::copyOf), lifetime.expiresAt());
    }

    /** Returns whether a token is the one that was reported as rejected. */
    boolean rejects(ValidToken token) {
        return credential.metadata().values().containsKey(MetadataKeys.REJECTED_AT)
                && item.filter(stored -> stored.value().matches(token.value())).isPresent();
    }

    /** Returns how it is renewed, or empty. Looks for the provider and asks it, so only once a renewal is due. */
    Optional<TokenRefresh> refresh() {
        return providers
                .serving(source.category(), source.service())
                .flatMap(ProviderBinding::opened)
                .flatMap(TokenSlot::refresh);
    }

    static Optional<TokenRefresh> refresh(ProviderBinding.Opened opened) {
        return opened.issuer().refresh();
    }
}
