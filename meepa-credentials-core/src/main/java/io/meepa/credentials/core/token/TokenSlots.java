package io.meepa.credentials.core.token;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.CredentialLookup;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.document.ManagedCredential;
import io.meepa.credentials.core.operation.ProviderRegistry;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a token's address means in a document. */
public final class TokenSlots {

    private final AgentId agent;
    private final CredentialLookup credentials;
    private final ProviderRegistry providers;

    /** Of the token that was used last, as long as its document stays: to read it takes longer than the rest of a use. */
    private volatile @Nullable Read last;

    TokenSlots(AgentId agent, ProviderRegistry providers) {
        this.agent = agent;
        this.credentials = new CredentialLookup(agent);
        this.providers = providers;
    }

    /** Refuses an address of another category. */
    public static void requireToken(CredentialKey key) {
        if (!key.category().equals(Category.TOKEN)) {
            throw new IllegalArgumentException(key + " is no address of a token: use the category " + Category.TOKEN);
        }
    }

    TokenSlot find(AgentDocument document, CredentialKey key) {
        AgentCredential stored = credentials.findExact(document, key);
        if (stored == null) {
            return obtainable(document, key)
                    .orElseThrow(() -> new CredentialNotFoundException("agent " + agent + " has no credential " + key));
        }
        if (!stored.status().usable()) {
            throw new CredentialNotFoundException(
                    "agent " + agent + ": " + stored.key() + " has no token in use: provision it first");
        }
        return new ManagedCredential(stored).isDerivedToken() ? derived(document, stored) : direct(stored);
    }

    private TokenSlot direct(AgentCredential stored) {
        return TokenSlot.of(stored, stored, lifetime(stored), providers);
    }

    private TokenSlot derived(AgentDocument document, AgentCredential stored) {
        Category category =
                Category.of(stored.metadata().text(MetadataKeys.ISSUED_FOR).orElse("unknown"));
        AgentCredential source = document.inUse(category, stored.service())
                .orElseThrow(() -> new CredentialNotFoundException("agent " + agent + ": " + stored.key()
                        + " was obtained for " + category + "/" + stored.service() + ", which is gone or not in use"));
        return TokenSlot.of(stored, source, lifetime(stored), providers);
    }

    @SuppressWarnings("ReferenceEquality") // The same object, not a like one, is what need not be read again.
    private Lifetime lifetime(AgentCredential stored) {
        Read known = last;
        if (known == null || known.metadata != stored.metadata()) {
            known = new Read(stored.metadata(), Lifetime.of(stored));
            last = known;
        }
        return known.lifetime;
    }

    private record Read(Metadata metadata, Lifetime lifetime) {}

    private Optional<TokenSlot> obtainable(AgentDocument document, CredentialKey key) {
        return providers.bindings().stream()
                .filter(binding -> binding.service().equals(key.service())
                        && !binding.category().equals(Category.TOKEN)
                        && binding.opened().flatMap(TokenSlot::refresh).isPresent())
                .flatMap(binding -> document.inUse(binding.category(), binding.service()).stream()
                        .map(source -> TokenSlot.empty(source, providers)))
                .filter(slot -> key.fits(slot.credential()))
                .findFirst();
    }
}
