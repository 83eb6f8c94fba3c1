package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Bearer keys at three levels: shown once, never idempotent, gone at once (provider API notes §1.4). */
final class MailKeyRules {

    private final MailAccount account;
    private final String region;

    MailKeyRules(MailAccount account, String region) {
        this.account = account;
        this.region = region;
    }

    Answer create(MailRequest request) {
        MailInput input = MailInput.of(request.call());
        Optional<Map<String, Object>> permissions = input.permissions();
        MailPermissions.requireNoEscalation(request.caller(), permissions);
        Optional<Instant> expiry = expiry(input, request.caller());
        MailKey key = new MailKey(
                account.ids.uuid(),
                input.text("name").orElse("Untitled Key"),
                Secret.of(region + account.ids.hex(32)),
                request.scope(),
                permissions,
                account.now(),
                account.now(),
                expiry,
                Optional.empty());
        account.keys.put(key.id(), key);
        account.created.add(key.name());
        Map<String, Object> answer = key.created();
        if (!account.switches.echoesPermissions) {
            answer.remove("permissions");
        }
        return Answer.json(200, answer);
    }

    Answer list(MailRequest request) {
        Optional<String> type = request.call().parameter("type");
        return MailPage.of(
                request.call(),
                "api_keys",
                account.keys.values().stream()
                        .filter(request.scope()::reaches)
                        .filter(key -> type.map("bearer"::equals).orElse(true))
                        .map(MailKey::item)
                        .toList());
    }

    Answer get(MailRequest request) {
        return Answer.json(200, find(request).item());
    }

    Answer update(MailRequest request) {
        MailInput input = MailInput.of(request.call());
        Optional<Map<String, Object>> permissions = input.permissions();
        permissions.ifPresent(flags -> MailPermissions.requireNoEscalation(request.caller(), permissions));
        MailKey changed = find(request).changed(input.text("name"), permissions, account.now());
        account.keys.put(changed.id(), changed);
        return Answer.json(200, changed.item());
    }

    Answer delete(MailRequest request) {
        MailKey key = find(request);
        account.keys.remove(key.id());
        return Answer.empty(account.switches.deletedStatus);
    }

    private MailKey find(MailRequest request) {
        return Optional.ofNullable(account.keys.get(request.variable()))
                .filter(request.scope()::reaches)
                .orElseThrow(() -> MailErrors.notFound("API key"));
    }

    /** A key cannot outlive the one that makes it, and ends with it unless an earlier end is asked for. */
    private Optional<Instant> expiry(MailInput input, MailKey parent) {
        Optional<Instant> asked = input.instant("expires_at");
        asked.ifPresent(end -> {
            if (!end.isAfter(account.now())) {
                throw MailErrors.invalid("expires_at", "Must be in the future.");
            }
            if (parent.expiresAt().filter(end::isAfter).isPresent()) {
                throw MailErrors.refused(403, "permission_escalation", "The key would outlive the creating key.");
            }
        });
        return asked.or(parent::expiresAt);
    }
}
