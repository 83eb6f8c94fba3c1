package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Inboxes (provider API notes §1.2 and §1.5). */
final class MailInboxRules {

    private static final String SHARED_DOMAIN = "agentmail.to";

    private final MailAccount account;

    MailInboxRules(MailAccount account) {
        this.account = account;
    }

    /** A known client id returns the first inbox, whatever else was asked; the limit comes before the name. */
    Answer create(MailRequest request) {
        if (request.scope().inbox().isPresent()) {
            throw MailErrors.refused(403, "forbidden", "An inbox key cannot create inboxes.");
        }
        MailInput input = MailInput.of(request.call());
        String username = input.username().orElseGet(account.ids::word).toLowerCase(Locale.ROOT);
        Optional<MailInbox> first = input.clientId().flatMap(this::byClientId);
        if (first.isPresent()) {
            return view(first.get());
        }
        MailInbox inbox = newInbox(input, username, request.scope().pod().orElse(account.organization));
        requireRoom();
        requireDomain(inbox.id().substring(inbox.id().indexOf('@') + 1));
        requireFree(inbox.id());
        account.inboxes.put(inbox.id(), inbox);
        account.created.add(inbox.clientId().orElse(inbox.id()));
        return MailRules.unlessRace(account, view(inbox));
    }

    Answer list(MailRequest request) {
        return MailPage.of(
                request.call(),
                "inboxes",
                visible(request).map(inbox -> inbox.view(account.organization)).toList());
    }

    Answer search(MailRequest request) {
        String text = request.call().parameter("q").orElse("");
        if (text.length() < 2 || text.length() > 256) {
            throw MailErrors.invalid("q", "Expected 2 to 256 characters.");
        }
        return MailPage.of(
                request.call(),
                "inboxes",
                visible(request)
                        .filter(inbox -> inbox.id().startsWith(text)
                                || inbox.displayName().orElse("").startsWith(text))
                        .map(inbox -> inbox.view(account.organization))
                        .toList());
    }

    Answer get(MailRequest request) {
        return view(find(request));
    }

    Answer update(MailRequest request) {
        MailInbox inbox = find(request);
        MailInput input = MailInput.of(request.call());
        input.requireOneOf("display_name", "status", "metadata");
        Map<String, Object> merged = input.mergedInto(inbox.metadata());
        MailInbox changed =
                inbox.changed(input.text("display_name"), merged, input.paused().orElse(inbox.paused()), account.now());
        account.inboxes.put(changed.id(), changed);
        return view(changed);
    }

    Answer delete(MailRequest request) {
        MailInbox inbox = find(request);
        account.inboxes.remove(inbox.id());
        account.forgetKeysOf(inbox);
        return Answer.empty(account.switches.deletedStatus);
    }

    /** Out of scope and absent look the same. */
    MailInbox find(MailRequest request) {
        return Optional.ofNullable(account.inboxes.get(request.variable().toLowerCase(Locale.ROOT)))
                .filter(request.scope()::reaches)
                .orElseThrow(() -> MailErrors.notFound("Inbox"));
    }

    private Answer view(MailInbox inbox) {
        return Answer.json(200, inbox.view(account.organization));
    }

    private Stream<MailInbox> visible(MailRequest request) {
        return account.inboxes.values().stream().filter(request.scope()::reaches);
    }

    private Optional<MailInbox> byClientId(String clientId) {
        return account.inboxes.values().stream()
                .filter(inbox -> inbox.clientId().equals(Optional.of(clientId)))
                .findFirst();
    }

    private MailInbox newInbox(MailInput input, String username, String pod) {
        String domain = input.text("domain").orElse(SHARED_DOMAIN).toLowerCase(Locale.ROOT);
        return new MailInbox(
                username + "@" + domain,
                pod,
                input.clientId(),
                input.text("display_name"),
                input.metadata(),
                input.paused().orElse(false),
                account.now(),
                account.now());
    }

    private void requireRoom() {
        account.switches.inboxLimit.ifPresent(limit -> {
            if (account.inboxes.size() >= limit) {
                throw MailErrors.limitExceeded("inboxes", limit);
            }
        });
    }

    private void requireDomain(String domain) {
        if (domain.equals(SHARED_DOMAIN)) {
            return;
        }
        MailDomain own = account.domains.get(domain);
        if (own == null) {
            own = parent(domain);
            if (!own.subdomains()) {
                throw MailErrors.refused(422, "unprocessable", "Subdomains of " + own.name() + " are not enabled.");
            }
        }
        requireVerified(domain, own.verified());
    }

    private MailDomain parent(String domain) {
        return account.domains.values().stream()
                .filter(candidate -> domain.endsWith("." + candidate.name()))
                .findFirst()
                .orElseThrow(() -> notVerified(domain));
    }

    private static void requireVerified(String domain, boolean verified) {
        if (!verified) {
            throw notVerified(domain);
        }
    }

    private static Refusal notVerified(String domain) {
        return MailErrors.refused(403, "domain_not_verified", "Domain " + domain + " is not verified.");
    }

    private void requireFree(String address) {
        if (account.inboxes.containsKey(address)) {
            throw MailErrors.nameTaken("already_exists", "You already have this inbox.", suggestions(address));
        }
        if (account.foreign.contains(address)) {
            throw MailErrors.nameTaken("resource_taken", "This address is taken.", suggestions(address));
        }
    }

    private static List<String> suggestions(String address) {
        String[] parts = address.split("@", 2);
        return List.of(parts[0] + "1@" + parts[1], parts[0] + "-mail@" + parts[1], parts[0] + "2@" + parts[1]);
    }
}
