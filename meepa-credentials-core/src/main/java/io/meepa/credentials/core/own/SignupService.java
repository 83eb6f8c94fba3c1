package io.meepa.credentials.core.own;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.signup.PendingSignup;
import io.meepa.credentials.signup.SignupRequest;
import io.meepa.credentials.signup.SignupResult;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts an agent's sign-ups, and completes or abandons them. */
public final class SignupService {

    private final AgentId agent;
    private final AgentVault vault;
    private final OwnCredentials own;
    private final PasswordGenerator passwords;
    private final Clock clock;

    /** Creates the sign-ups of one agent. */
    public SignupService(AgentId agent, AgentVault vault, PasswordGenerator passwords, Clock clock) {
        this.agent = agent;
        this.vault = vault;
        this.own = new OwnCredentials(agent);
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Starts one, or returns the one under way. The write comes first: the password on record is the one that is used. */
    public PendingSignup begin(SignupRequest request) {
        Choice chosen = new Choice(request);
        AgentDocument written = vault.update(document -> begun(document, request, chosen));
        AgentCredential login = underWay(written, request).orElseThrow().credential();
        return Signups.pending(login, login.secret(ItemKeys.PASSWORD) != chosen.password);
    }

    /** Completes one with what the service gave. */
    public AgentCredential complete(CredentialKey key, SignupResult result) {
        return own.change(vault, key, login -> Signups.completed(login, result, clock.instant()));
    }

    /** Removes one that is under way. */
    public void abandon(CredentialKey key) {
        vault.update(document -> {
            AgentCredential login = own.owned(document, key).credential();
            Signups.requireWaiting(login);
            return document.without(login.key());
        });
    }

    private AgentDocument begun(AgentDocument document, SignupRequest request, Choice chosen) {
        if (underWay(document, request).isPresent()) {
            return document;
        }
        Secret address = request.address().map(Secret::of).orElseGet(() -> mailbox(document));
        return own.add(document, Signups.begun(request, address, chosen.password(), clock.instant()));
    }

    private static Optional<StoredCredential> underWay(AgentDocument document, SignupRequest request) {
        CredentialKey key = CredentialKey.of(Category.LOGIN, request.service());
        return document.matching(key.named(request.name().orElse(request.service()))).stream()
                .filter(entry -> Signups.isBegun(entry.credential()))
                .findFirst();
    }

    private Secret mailbox(AgentDocument document) {
        return document.entries().stream()
                .map(StoredCredential::credential)
                .filter(credential -> credential.category().equals(Category.EMAIL)
                        && credential.status().usable())
                .flatMap(credential -> credential.item(ItemKeys.ADDRESS).stream())
                .map(item -> item.value())
                .findFirst()
                .orElseThrow(() -> new CredentialNotFoundException(
                        "agent " + agent + " has no mailbox to sign up with: provision email, or give an address"));
    }

    /** The password that one call draws, once: a write that met another one is tried again with the same. */
    private final class Choice {

        private final SignupRequest request;
        private @Nullable Secret password;

        Choice(SignupRequest request) {
            this.request = request;
        }

        Secret password() {
            Secret drawn = password == null ? passwords.generate(request.rules()) : password;
            password = drawn;
            return drawn;
        }
    }
}
