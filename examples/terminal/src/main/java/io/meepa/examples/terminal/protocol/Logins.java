package io.meepa.examples.terminal.protocol;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.error.CredentialAlreadyExistsException;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One agent's logins by service. Looks at summaries first: only what fits is returned, and so reported as an event. */
final class Logins {

    /** More programs than that do not store one login at once. */
    private static final int TRIES = 8;

    private final AgentCredentials agent;
    private final Clock clock;
    private final Client client;

    Logins(AgentCredentials agent, Clock clock, Client client) {
        this.agent = agent;
        this.clock = clock;
        this.client = client;
    }

    /** Finds a login that works: usable, not expired, and of the user if one is wanted. The one stored last is first. */
    Optional<Login> find(String service, Optional<String> username) {
        return lastFirst(service)
                .filter(summary -> summary.usable())
                .filter(summary ->
                        Expiry.of(summary.metadata()).map(this::ahead).orElse(true))
                .flatMap(summary -> read(summary).stream())
                .flatMap(credential -> Login.of(credential).stream())
                .filter(login -> login.fits(username))
                .findFirst();
    }

    /**
     * Keeps a login that worked. What is stored already is not written again; what is managed stays as it is.
     *
     * @param marks metadata of what is stored
     */
    void keep(String service, Login login, Metadata marks) {
        for (int tries = 1; ; tries++) {
            try {
                keepOnce(service, login, marks);
                return;
            } catch (CredentialAlreadyExistsException | CredentialNotFoundException e) {
                // Another program stored or removed one meanwhile.
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void keepOnce(String service, Login login, Metadata marks) {
        List<AgentCredential> stored =
                lastFirst(service).flatMap(summary -> read(summary).stream()).toList();
        Optional<AgentCredential> old = place(stored, login);
        if (old.isEmpty()) {
            agent.add(fresh(service, stored, login, marks));
        } else if (!old.get().managed() && !upToDate(old.get(), login, marks, stored)) {
            agent.replace(changed(old.get(), login, marks));
        }
        if (client.hasOneLogin() && old.isPresent()) {
            stored.stream()
                    .filter(other -> !other.key().equals(old.get().key()) && client.isOwner(other.summary()))
                    .forEach(other -> remove(other.summary()));
        }
    }

    /** Returns what a login is stored in place of: itself, its user's, or the only one that there may be. */
    private Optional<AgentCredential> place(List<AgentCredential> stored, Login login) {
        return stored.stream()
                .filter(credential -> holds(credential, login))
                .findFirst()
                .or(() -> stored.stream()
                        .filter(credential -> !credential.managed() && sameUser(credential, login))
                        .findFirst())
                .or(() -> stored.stream()
                        .filter(credential -> client.hasOneLogin() && client.isOwner(credential.summary()))
                        .findFirst());
    }

    /**
     * Removes what this program stored itself, if it fits.
     *
     * @return how many fit but are kept, because they are somebody else's or hold more than a login
     */
    int forget(String service, RequestedLogin wanted) {
        int kept = 0;
        for (CredentialSummary summary : lastFirst(service).toList()) {
            boolean fits = read(summary).flatMap(Login::of).map(wanted::fits).orElse(false);
            if (fits && client.isOwner(summary)) {
                remove(summary);
            } else if (fits) {
                kept++;
            }
        }
        return kept;
    }

    /** Lists logins of any service that can be returned. */
    Stream<CredentialSummary> usable() {
        return agent.list(Category.LOGIN).stream().filter(summary -> summary.usable());
    }

    /** Lists a service's logins, the one stored last first; where nothing says when, the document's order does. */
    private Stream<CredentialSummary> lastFirst(String service) {
        List<CredentialSummary> found = new ArrayList<>(agent.list(Category.LOGIN).stream()
                .filter(summary -> summary.service().equals(service))
                .sorted(client.order())
                .toList());
        Collections.reverse(found);
        return found.stream();
    }

    /** Another process may have removed it since it was listed. */
    private void remove(CredentialSummary summary) {
        try {
            agent.remove(summary.key());
        } catch (CredentialNotFoundException e) {
            // It is gone, as it should be.
            return;
        }
    }

    /** Another process may have removed it since it was listed. */
    private Optional<AgentCredential> read(CredentialSummary summary) {
        try {
            return Optional.of(agent.get(summary.key()));
        } catch (CredentialNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Returns whether an end lies ahead. */
    private boolean ahead(Instant end) {
        return end.isAfter(clock.instant());
    }

    private static boolean holds(AgentCredential credential, Login login) {
        return Login.of(credential)
                .filter(stored -> stored.fits(login.username()))
                .filter(stored -> stored.secret().matches(login.secret()))
                .isPresent();
    }

    private boolean upToDate(AgentCredential old, Login login, Metadata marks, List<AgentCredential> stored) {
        boolean given = !client.hasOneLogin() || old.key().equals(stored.get(0).key());
        boolean marked =
                old.metadata().values().entrySet().containsAll(marks.values().entrySet());
        return given && marked && holds(old, login) && saysWhenItEnds(old, login);
    }

    /** Older versions of Git lose the date on the way: no date says nothing new about a login that still works. */
    private boolean saysWhenItEnds(AgentCredential credential, Login login) {
        Optional<Instant> stored = Expiry.of(credential.metadata());
        return login.expires().isPresent()
                ? stored.map(Instant::getEpochSecond).equals(login.expires().map(Instant::getEpochSecond))
                : stored.map(this::ahead).orElse(true);
    }

    private static boolean sameUser(AgentCredential credential, Login login) {
        return Login.of(credential)
                .map(stored -> stored.username().equals(login.username()))
                .orElse(false);
    }

    private AgentCredential changed(AgentCredential old, Login login, Metadata marks) {
        CredentialItem item = Login.secretItem(old).orElseThrow();
        Metadata metadata = client.stored(Expiry.set(old.metadata(), login.expires()), clock.instant());
        for (Map.Entry<String, MetadataValue> mark : marks.values().entrySet()) {
            metadata = metadata.with(mark.getKey(), mark.getValue());
        }
        AgentCredentialBuilder builder = old.toBuilder()
                .replaceItem(item.key(), login.secret(), item.type())
                .metadata(metadata)
                .status(CredentialStatus.Settled.EXISTING);
        if (old.item(ItemKeys.USERNAME).isPresent()) {
            login.username()
                    .ifPresent(user -> builder.replaceItem(ItemKeys.USERNAME, Secret.of(user), ItemType.USERNAME));
        }
        return builder.build();
    }

    private AgentCredential fresh(String service, List<AgentCredential> beside, Login login, Metadata marks) {
        AgentCredentialBuilder builder = AgentCredential.login(service)
                .name(freeName(client.name(service, login.username()), beside))
                .origin(Origin.AGENT_CREATED)
                .metadata(client.created(Expiry.set(marks, login.expires()), clock.instant()));
        login.username().ifPresent(user -> builder.item(ItemKeys.USERNAME, Secret.of(user), ItemType.USERNAME));
        return builder.item(ItemKeys.PASSWORD, login.secret(), ItemType.PASSWORD)
                .build();
    }

    private static String freeName(String wanted, List<AgentCredential> beside) {
        Set<String> taken = beside.stream().map(AgentCredential::name).collect(Collectors.toSet());
        return taken.contains(wanted)
                ? IntStream.iterate(2, number -> number + 1)
                        .mapToObj(number -> wanted + " " + number)
                        .filter(name -> !taken.contains(name))
                        .findFirst()
                        .orElseThrow()
                : wanted;
    }
}
