package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.Checkpoint;
import io.meepa.credentials.spi.call.Resumption;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the agent's key. It is shown once and AgentMail never recognises a repeat: where the value of a key of our name was
 * lost, another one is made, and once that is on record the lost one is deleted.
 */
final class KeyStep {

    private final MailApi api;
    private final MailOrder order;
    private final Checkpoint checkpoint;
    private final Optional<Resumption> resumption;
    private final String name;

    KeyStep(MailApi api, MailOrder order, Checkpoint checkpoint, Optional<Resumption> resumption) {
        this.api = api;
        this.order = order;
        this.checkpoint = checkpoint;
        this.resumption = resumption;
        this.name = ResourceKind.keyName(order.tag());
    }

    Key reach(MailApi.KeyHome home) {
        Optional<Held> kept = resumption.flatMap(earlier -> kept(earlier, home));
        Held held = kept.orElseGet(() -> created(home));
        JsonNode listed = leaveOnly(held.id(), home);
        JsonNode echo = held.permissions().isObject() ? held.permissions() : listed.path("permissions");
        Optional<Instant> end = held.expiresAt().or(() -> expiry(listed));
        return new Key(held.id(), held.value(), remark(held.id(), echo, home), end);
    }

    /** Returns the key of an earlier attempt if its value was recorded and it is still there. */
    private Optional<Held> kept(Resumption earlier, MailApi.KeyHome home) {
        Secret value = earlier.secrets().get(ItemKeys.API_KEY);
        Optional<String> id = earlier.resource(ResourceKind.KEY.wireName());
        if (value == null || id.isEmpty()) {
            return Optional.empty();
        }
        return ours(home, id.get()).stream()
                .filter(key -> MailApi.has(key, "api_key_id", id.get()))
                .map(key -> new Held(id.get(), value, key.path("permissions"), expiry(key)))
                .findFirst();
    }

    private Held created(MailApi.KeyHome home) {
        ApiAnswer answer = whenSettled(home);
        String id = answer.id("api_key_id");
        Secret value = answer.secret("api_key");
        checkpoint.reached(ResourceKind.KEY.resource(id), Map.of(ItemKeys.API_KEY, value));
        return new Held(id, value, answer.body().path("permissions"), expiry(answer.body()));
    }

    /** A new inbox may be unknown to other parts of AgentMail for a moment. */
    private ApiAnswer whenSettled(MailApi.KeyHome home) {
        ApiAnswer answer = api.createKey(home, name, order.settings().permissions());
        for (Duration wait : MailAssumptions.SETTLING_WAITS) {
            if (!answer.absent() || !api.run().pause(wait)) {
                break;
            }
            answer = api.createKey(home, name, order.settings().permissions());
        }
        return answer;
    }

    /** Deletes keys of our name whose value was lost, also of a proxy that sends a request twice. Returns the listed form of the one that stays. */
    private JsonNode leaveOnly(String id, MailApi.KeyHome home) {
        JsonNode listed = MailApi.object();
        for (JsonNode key : ours(home, id)) {
            String found = key.path("api_key_id").asText("");
            if (found.equals(id)) {
                listed = key;
            } else {
                delete(found, home);
            }
        }
        return listed;
    }

    /** Lists the keys of our name. A listing without the one that has to be there is no evidence: a second one is. */
    private List<JsonNode> ours(MailApi.KeyHome home, String id) {
        List<JsonNode> newest = ours(home, MailApi.Order.NEWEST_FIRST);
        return newest.stream().anyMatch(key -> MailApi.has(key, "api_key_id", id))
                ? newest
                : ours(home, MailApi.Order.OLDEST_FIRST);
    }

    private List<JsonNode> ours(MailApi.KeyHome home, MailApi.Order sorting) {
        return api.keys(home, sorting, key -> MailApi.has(key, "name", name) && !MailApi.has(key, "api_key_id", ""));
    }

    private void delete(String id, MailApi.KeyHome home) {
        ApiAnswer answer = api.deleteKey(home, id);
        if (!answer.absent()) {
            answer.required();
            gone(id, api.shown("delete the key " + id + ": done"));
            return;
        }
        Sighting<JsonNode> listed = new MailSearch(api, Optional.empty(), home.pod(), false).key(home, id);
        if (listed.settled().isPresent()) {
            throw new ProviderUnavailableException("AgentMail answers that the key " + id
                    + " is not there, and lists it: it was not deleted. The next run tries again");
        }
        listed.evidence().ifPresent(evidence -> gone(id, evidence));
    }

    private void gone(String id, Evidence evidence) {
        checkpoint.gone(ResourceKind.KEY.resource(id), evidence);
    }

    private String remark(String id, JsonNode echo, MailApi.KeyHome home) {
        if (!echo.isObject()) {
            return "AgentMail did not say which permissions the key has";
        }
        Set<String> granted = granted(echo);
        Set<String> asked = new TreeSet<>(order.settings().permissions());
        if (!asked.containsAll(granted)) {
            delete(id, home);
            granted.removeAll(asked);
            throw new ProviderRejectedException(
                    "AgentMail gave the key permissions that were not asked for, so it was" + " deleted: "
                            + granted.size() + " beyond " + order.settings().path() + ".permissions");
        }
        asked.removeAll(granted);
        return asked.isEmpty() ? "" : "AgentMail did not grant the key " + String.join(", ", asked);
    }

    /** A key ends with the one that made it, unless that has no end (SDK 2.0.18, CreateBearerApiKeyRequest). */
    static Optional<Instant> expiry(JsonNode key) {
        String text = key.path("expires_at").asText("");
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Set<String> granted(JsonNode permissions) {
        Set<String> granted = new TreeSet<>();
        permissions.properties().forEach(flag -> {
            if (flag.getValue().asBoolean()) {
                granted.add(flag.getKey());
            }
        });
        return granted;
    }

    /** The agent's key, and what is remarkable about it. */
    record Key(String id, Secret value, String remark, Optional<Instant> expiresAt) {}

    private record Held(String id, Secret value, JsonNode permissions, Optional<Instant> expiresAt) {}
}
