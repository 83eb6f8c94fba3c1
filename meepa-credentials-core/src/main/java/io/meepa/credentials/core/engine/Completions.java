package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialNotFoundException;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.Secret;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.signup.ManualSteps;
import io.meepa.credentials.core.signup.PasswordGenerator;
import io.meepa.credentials.core.signup.Signups;
import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.form.FormValues;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.signup.PendingSignup;
import io.meepa.credentials.signup.SignupRequest;
import io.meepa.credentials.signup.SignupResult;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What waits and is brought to an end by its agent or a person: sign-ups and manual steps. */
final class Completions {

    private final AgentId agent;
    private final AgentVault vault;
    private final OwnCredentials own;
    private final Planner planner;
    private final PasswordGenerator passwords;
    private final Clock clock;

    Completions(AgentId agent, AgentVault vault, Work work) {
        this.agent = agent;
        this.vault = vault;
        this.own = new OwnCredentials(agent);
        this.planner = work.planner();
        this.passwords = work.passwords();
        this.clock = work.clock();
    }

    /** The write comes first: whoever holds the password can find it on record. */
    PendingSignup begin(SignupRequest request) {
        Choice chosen = new Choice(request);
        AgentDocument written = vault.update(document -> begun(document, request, chosen));
        AgentCredential login = underWay(written, request).orElseThrow().credential();
        return Signups.handedOut(login, login.secret(ItemKeys.PASSWORD) != chosen.password);
    }

    AgentCredential complete(CredentialKey key, SignupResult result) {
        return change(key, login -> Signups.completed(login, result, clock.instant()));
    }

    void abandon(CredentialKey key) {
        vault.update(document -> {
            AgentCredential login = own.owned(document, key).credential();
            Signups.requireWaiting(login);
            return document.without(login.key());
        });
    }

    List<ManualStep> steps() {
        return vault.read().entries().stream()
                .map(Entry::credential)
                .filter(ManualSteps::waits)
                .map(credential -> ManualSteps.of(credential, form(credential)))
                .toList();
    }

    AgentCredential fulfil(CredentialKey key, FormValues values) {
        return change(key, credential -> ManualSteps.fulfilled(credential, form(credential), values, clock));
    }

    private AgentDocument begun(AgentDocument document, SignupRequest request, Choice chosen) {
        if (underWay(document, request).isPresent()) {
            return document;
        }
        Secret address = request.address().map(Secret::of).orElseGet(() -> mailbox(document));
        return own.add(document, Signups.begun(request, address, chosen.password(), clock.instant()));
    }

    private static Optional<Entry> underWay(AgentDocument document, SignupRequest request) {
        CredentialKey key = CredentialKey.of(Category.LOGIN, request.service());
        return document.matching(key.named(request.name().orElse(request.service()))).stream()
                .filter(entry -> Signups.isBegun(entry.credential()))
                .findFirst();
    }

    private Secret mailbox(AgentDocument document) {
        return document.entries().stream()
                .map(Entry::credential)
                .filter(credential -> credential.category().equals(Category.EMAIL)
                        && credential.status().usable())
                .flatMap(credential -> credential.item(ItemKeys.ADDRESS).stream())
                .map(item -> item.value())
                .findFirst()
                .orElseThrow(() -> new CredentialNotFoundException(
                        "agent " + agent + " has no mailbox to sign up with: provision email, or give an address"));
    }

    private AgentCredential change(CredentialKey key, UnaryOperator<AgentCredential> change) {
        AgentDocument written = vault.update(document -> {
            Entry entry = own.owned(document, key);
            AgentCredential changed = change.apply(entry.credential());
            return changed.equals(entry.credential()) ? document : document.withEntry(entry.with(changed));
        });
        return own.find(written, key);
    }

    /** The provider's own form where the credential is its provider's, else the category's. */
    private CredentialForm form(AgentCredential credential) {
        return planner.issuances().stream()
                .filter(issuance -> issuance.category().equals(credential.category())
                        && issuance.service().equals(credential.service()))
                .flatMap(issuance -> issuance.opened().stream())
                .flatMap(opened -> opened.provider().form(credential.category()).stream())
                .findFirst()
                .orElseGet(() -> CredentialForm.of(credential.category()));
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
