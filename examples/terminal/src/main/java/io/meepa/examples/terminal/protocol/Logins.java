package io.meepa.examples.terminal.protocol;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One agent's logins by service. Looks at summaries first: only what fits is returned, and so reported as an event. */
final class Logins {

    private static final Set<String> LOGIN_ITEMS = Set.of(ItemKeys.USERNAME, ItemKeys.PASSWORD, ItemKeys.TOKEN);

    private final AgentCredentials agent;
    private final Clock clock;

    Logins(AgentCredentials agent, Clock clock) {
        this.agent = agent;
        this.clock = clock;
    }

    /** Finds a login that works: usable, not expired, and of the user if one is wanted. */
    Optional<Login> find(String service, Optional<String> username) {
        return summaries(service)
                .filter(summary -> summary.usable())
                .filter(summary ->
                        Expiry.of(summary.metadata()).map(this::ahead).orElse(true))
                .flatMap(summary -> read(summary).stream())
                .flatMap(credential -> Login.of(credential).stream())
                .filter(login -> login.fits(username))
                .findFirst();
    }

    /** Keeps a login that worked. What is stored already is not written again; what is managed stays as it is. */
    void keep(String service, Login login, Metadata metadata) {
        List<AgentCredential> stored =
                summaries(service).flatMap(summary -> read(summary).stream()).toList();
        Optional<AgentCredential> same =
                stored.stream().filter(credential -> holds(credential, login)).findFirst();
        Optional<AgentCredential> old = same.or(() -> stored.stream()
                .filter(credential -> !credential.managed() && sameUser(credential, login))
                .findFirst());
        if (same.isPresent() && (same.get().managed() || upToDate(same.get(), login))) {
            return;
        }
        if (old.isPresent()) {
            agent.replace(changed(old.get(), login));
        } else {
            agent.add(fresh(service, stored.isEmpty(), login, metadata));
        }
    }

    /**
     * Removes own logins that fit.
     *
     * @return how many fit but are kept, because they are managed or hold more than a login
     */
    int forget(String service, RequestedLogin wanted) {
        int kept = 0;
        for (CredentialSummary summary : summaries(service).toList()) {
            boolean fits = read(summary).flatMap(Login::of).map(wanted::fits).orElse(false);
            if (fits && summary.deletable() && isOnlyALogin(summary)) {
                agent.remove(summary.key());
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

    private Stream<CredentialSummary> summaries(String service) {
        return agent.list(Category.LOGIN).stream()
                .filter(summary -> summary.service().equals(service));
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

    private static boolean isOnlyALogin(CredentialSummary summary) {
        return summary.items().stream().map(ItemSummary::key).allMatch(LOGIN_ITEMS::contains);
    }

    private static boolean holds(AgentCredential credential, Login login) {
        return Login.of(credential)
                .filter(stored -> stored.fits(login.username()))
                .filter(stored -> stored.secret().matches(login.secret()))
                .isPresent();
    }

    /** Older versions of Git lose the date on the way: no date says nothing new about a login that still works. */
    private boolean upToDate(AgentCredential credential, Login login) {
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

    private static AgentCredential changed(AgentCredential old, Login login) {
        CredentialItem item = Login.secretItem(old).orElseThrow();
        return old.toBuilder()
                .replaceItem(item.key(), login.secret(), item.type())
                .metadata(Expiry.set(old.metadata(), login.expires()))
                .status(CredentialStatus.Settled.EXISTING)
                .build();
    }

    private static AgentCredential fresh(String service, boolean first, Login login, Metadata metadata) {
        AgentCredentialBuilder builder = AgentCredential.login(service)
                .origin(Origin.AGENT_CREATED)
                .metadata(Expiry.set(metadata, login.expires()));
        login.username().ifPresent(name -> {
            builder.name(first ? service : name);
            builder.item(ItemKeys.USERNAME, Secret.of(name), ItemType.USERNAME);
        });
        return builder.item(ItemKeys.PASSWORD, login.secret(), ItemType.PASSWORD)
                .build();
    }
}
