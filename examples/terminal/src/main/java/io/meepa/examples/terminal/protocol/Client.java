package io.meepa.examples.terminal.protocol;

import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemSummary;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.ReadableName;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Whose logins a program keeps. What it stores bears its name, so that it never takes anybody else's away. */
enum Client {
    /** Git: a host may have several logins, distinguished by the user. */
    GIT("git", "Git"),

    /** Docker: a registry has one login. */
    DOCKER("docker", "Docker");

    /** The registry of a login that Docker stored, as Docker writes it. */
    static final String REGISTRY = "docker_registry";

    private static final String STORED_BY = "stored_by";
    private static final String STORED_AT = "stored_at";
    private static final Set<String> STORED_ITEMS = Set.of(ItemKeys.USERNAME, ItemKeys.PASSWORD);

    private final String word;
    private final String title;

    Client(String word, String title) {
        this.word = word;
        this.title = title;
    }

    /** Returns the note on a login that was to be erased and is not. */
    String kept() {
        return "kept: a login that " + title + " did not store, or that holds more than a user name and a password,"
                + " is not erased for " + title;
    }

    boolean hasOneLogin() {
        return this == DOCKER;
    }

    /** Marks what is new. */
    Metadata created(Metadata metadata, Instant now) {
        return stored(metadata, now).with(STORED_BY, word);
    }

    /** Marks what was there before: it stays whose it was. */
    Metadata stored(Metadata metadata, Instant now) {
        return metadata.with(STORED_AT, now.toString());
    }

    /** Returns whether this program stored a login itself, and nobody put anything beside user name and password. */
    boolean isOwner(CredentialSummary login) {
        return login.deletable()
                && login.origin() == Origin.AGENT_CREATED
                && login.metadata().text(STORED_BY).filter(word::equals).isPresent()
                && login.items().stream().map(ItemSummary::key).allMatch(STORED_ITEMS::contains);
    }

    /** Orders logins of one service: the one to give comes last. */
    Comparator<CredentialSummary> order() {
        Comparator<CredentialSummary> byTime = Comparator.comparing(login -> storedAt(login.metadata()));
        return hasOneLogin()
                ? Comparator.<CredentialSummary, Boolean>comparing(
                                login -> login.metadata().text(REGISTRY).isPresent())
                        .thenComparing(byTime)
                : byTime;
    }

    private static Instant storedAt(Metadata metadata) {
        return Expiry.instant(metadata.text(STORED_AT).orElse(""));
    }

    /** Returns what a new login is called. The service's own name would not distinguish two of them. */
    String name(String service, Optional<String> username) {
        return username.filter(user -> !hasOneLogin())
                .filter(user -> ReadableName.fault(user).isEmpty() && !user.equals(service))
                .orElse(word);
    }
}
