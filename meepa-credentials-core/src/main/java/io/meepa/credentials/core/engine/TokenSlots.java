package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialNotFoundException;
import io.meepa.credentials.MetadataKeys;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.document.Operation;
import java.util.List;
import java.util.Optional;

/** Finds what a token's address means in a document. */
final class TokenSlots {

    private final AgentId agent;
    private final List<Issuance> issuances;

    TokenSlots(AgentId agent, List<Issuance> issuances) {
        this.agent = agent;
        this.issuances = List.copyOf(issuances);
    }

    /** Refuses an address of another category. */
    static void requireToken(CredentialKey key) {
        if (!key.category().equals(Category.TOKEN)) {
            throw new IllegalArgumentException(key + " is no address of a token: use the category " + Category.TOKEN);
        }
    }

    TokenSlot find(AgentDocument document, CredentialKey key) {
        if (document.matching(key).isEmpty()) {
            return unborn(document, key)
                    .orElseThrow(() -> new CredentialNotFoundException("agent " + agent + " has no credential " + key));
        }
        AgentCredential stored = new OwnCredentials(agent).find(document, key);
        if (!stored.status().usable()) {
            throw new CredentialNotFoundException(
                    "agent " + agent + ": " + stored.key() + " has no token in use: provision it first");
        }
        return TokenSlot.derived(stored) ? derived(document, stored) : direct(stored);
    }

    /** Returns the renewal of a token that is on record. */
    static Optional<Operation> renewal(AgentDocument document, CredentialKey exact) {
        return document.operations().stream()
                .filter(operation -> operation.kind() == Operation.Kind.REFRESH && renews(operation, exact))
                .findFirst();
    }

    /** Returns a document without the renewal of a token: it is another token from now on, or none. */
    static AgentDocument withoutRenewal(AgentDocument document, CredentialKey exact) {
        return renewal(document, exact)
                .map(operation -> document.withoutOperation(operation.id()))
                .orElse(document);
    }

    private static boolean renews(Operation operation, CredentialKey exact) {
        return CredentialKey.of(operation.category(), operation.service())
                .named(operation.details().name())
                .equals(exact);
    }

    private TokenSlot direct(AgentCredential stored) {
        return new TokenSlot(stored, stored, issuance(Category.TOKEN, stored.service()));
    }

    private TokenSlot derived(AgentDocument document, AgentCredential stored) {
        Category category =
                Category.of(stored.metadata().text(MetadataKeys.ISSUED_FOR).orElse("unknown"));
        AgentCredential source = managed(document, category, stored.service())
                .orElseThrow(() -> new CredentialNotFoundException("agent " + agent + ": " + stored.key()
                        + " was got for " + category + "/" + stored.service() + ", which is gone or not in use"));
        return new TokenSlot(stored, source, issuance(category, stored.service()));
    }

    private Optional<TokenSlot> unborn(AgentDocument document, CredentialKey key) {
        return issuances.stream()
                .filter(issuance -> issuance.service().equals(key.service())
                        && !issuance.category().equals(Category.TOKEN)
                        && issuance.opened().flatMap(TokenSlot::refresh).isPresent())
                .flatMap(issuance -> managed(document, issuance.category(), issuance.service()).stream()
                        .map(source -> TokenSlot.empty(source, issuance)))
                .filter(slot -> key.fits(slot.credential()))
                .findFirst();
    }

    private Optional<Issuance> issuance(Category category, String service) {
        return issuances.stream()
                .filter(issuance -> issuance.category().equals(category)
                        && issuance.service().equals(service)
                        && issuance.opened().isPresent())
                .findFirst();
    }

    private static Optional<AgentCredential> managed(AgentDocument document, Category category, String service) {
        return document.matching(CredentialKey.of(category, service)).stream()
                .map(Entry::credential)
                .filter(credential ->
                        credential.managed() && credential.status().usable())
                .findFirst();
    }
}
