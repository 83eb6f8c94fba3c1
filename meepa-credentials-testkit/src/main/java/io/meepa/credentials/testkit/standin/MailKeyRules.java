package io.meepa.credentials.testkit.standin;

import io.meepa.credentials.Secret;
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
        MailKey key = new MailKey(
                account.ids.uuid(),
                input.text("name").orElse("Untitled Key"),
                Secret.of(region + account.ids.hex(32)),
                request.scope(),
                permissions,
                account.now(),
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
        return MailPage.of(
                request.call(),
                "api_keys",
                account.keys.values().stream()
                        .filter(request.scope()::reaches)
                        .map(MailKey::item)
                        .toList());
    }

    Answer delete(MailRequest request) {
        MailKey key = Optional.ofNullable(account.keys.get(request.variable()))
                .filter(request.scope()::reaches)
                .orElseThrow(() -> MailErrors.notFound("API key"));
        account.keys.remove(key.id());
        return Answer.empty(account.switches.deletedStatus);
    }
}
