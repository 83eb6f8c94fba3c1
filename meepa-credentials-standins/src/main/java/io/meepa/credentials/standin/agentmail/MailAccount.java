package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Ids;
import io.meepa.credentials.standin.StandInOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one organization has, and how this service is set up. Not thread-safe. */
final class MailAccount {

    final Ids ids;
    final String organization;
    final Map<String, MailPod> pods = new LinkedHashMap<>();
    final Map<String, MailInbox> inboxes = new LinkedHashMap<>();
    final Map<String, MailKey> keys = new LinkedHashMap<>();
    final Map<String, MailDomain> domains = new LinkedHashMap<>();
    final Set<String> foreign = new HashSet<>();
    final List<String> created = new ArrayList<>();
    final MailSwitches switches = new MailSwitches();

    private final Clock clock;
    private final Instant foundedAt;

    MailAccount(StandInOptions options, Secret organisationKey) {
        ids = new Ids(options.seed());
        clock = options.clock();
        organization = ids.uuid();
        foundedAt = now();
        // The default pod bears the organization's id (provider API notes §1.3).
        pods.put(organization, new MailPod(organization, "Default Pod", Optional.empty(), foundedAt));
        String id = ids.uuid();
        keys.put(
                id,
                new MailKey(
                        id,
                        "organization",
                        organisationKey,
                        MailScope.EVERYTHING,
                        Optional.empty(),
                        foundedAt,
                        foundedAt,
                        Optional.empty(),
                        Optional.empty()));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Instant foundedAt() {
        return foundedAt;
    }

    Optional<MailKey> keyOf(Secret value) {
        return keys.values().stream().filter(key -> key.value().matches(value)).findFirst();
    }

    void forgetKeysOf(MailInbox inbox) {
        keys.values().removeIf(key -> key.scope().inbox().equals(Optional.of(inbox.id())));
    }
}
