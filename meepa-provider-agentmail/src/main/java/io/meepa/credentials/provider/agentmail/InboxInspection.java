package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.call.Verification.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares a stored credential with the inbox and asks AgentMail what the agent's key is good for. */
final class InboxInspection {

    private final MailApi api;
    private final MailOrder order;
    private final AgentCredential credential;
    private final List<String> differences = new ArrayList<>();
    private Metadata learnt = Metadata.empty();

    InboxInspection(MailApi api, MailOrder order, AgentCredential credential) {
        this.api = api;
        this.order = order;
        this.credential = credential;
    }

    Verification carryOut() {
        Optional<String> inboxId = item(ItemKeys.INBOX_ID);
        if (inboxId.isEmpty()) {
            return Verification.unknown("the stored credential has no " + ItemKeys.INBOX_ID);
        }
        Sighting<JsonNode> seen = MailSearch.of(api, credential).byId(ResourceKind.INBOX, inboxId.get(), tag());
        if (seen.found().isEmpty()) {
            return seen.evidence()
                    .map(evidence -> Verification.gone(evidence, "the inbox is not there"))
                    .orElseGet(() -> Verification.unknown(seen.doubt()));
        }
        JsonNode inbox = seen.found().get();
        if (!MailApi.has(inbox, "client_id", ResourceKind.INBOX.clientId(tag()))) {
            return Verification.foreign("the inbox does not bear our client id");
        }
        compareInbox(inbox);
        compareKey(inboxId.get());
        State state = MailApi.has(inbox, "status", "paused") ? State.SUSPENDED : State.LIVE;
        return Verification.of(state, differences).withMetadata(learnt);
    }

    private void compareInbox(JsonNode inbox) {
        String address = inbox.path("email").asText("");
        if (item(ItemKeys.ADDRESS).filter(address::equalsIgnoreCase).isEmpty()) {
            differences.add("the inbox has another address than the one stored");
        }
        if (!address.equalsIgnoreCase(order.address())) {
            differences.add("the configuration asks for " + order.address());
        }
        order.settings()
                .displayName()
                .filter(name -> !MailApi.has(inbox, "display_name", name))
                .ifPresent(name -> differences.add("the inbox has another display name than the configured one"));
    }

    private void compareKey(String inboxId) {
        Optional<CredentialItem> key = credential.item(ItemKeys.API_KEY);
        if (key.isEmpty()) {
            differences.add("the stored credential has no key");
            return;
        }
        ApiAnswer self = api.whoAmI(key.get().value());
        if (!self.done()) {
            differences.add("AgentMail refuses the agent's key" + (self.code().isEmpty() ? "" : ": " + self.code()));
            return;
        }
        String account = self.body().path("organization_id").asText("");
        if (!account.isEmpty()
                && credential.metadata().text(MetadataKeys.ACCOUNT).isEmpty()) {
            learnt = learnt.with(MetadataKeys.ACCOUNT, account);
        }
        compareScope(self.body(), inboxId);
        comparePermissions(inboxId);
    }

    private void compareScope(JsonNode self, String inboxId) {
        String scope = order.settings().scope().wireName();
        String home = order.withPod() ? item(AgentMailIssuer.POD_ID).orElse("") : inboxId;
        if (!MailApi.has(self, "scope_type", scope) || !MailApi.has(self, scope + "_id", home)) {
            differences.add("the agent's key does not reach exactly its own " + scope);
        }
    }

    private void comparePermissions(String inboxId) {
        String home = order.withPod() ? item(AgentMailIssuer.POD_ID).orElse("") : inboxId;
        if (home.isEmpty()) {
            return;
        }
        String id = item(ItemKeys.API_KEY_ID).orElse("");
        MailApi.KeyHome keys = new MailApi.KeyHome(order.settings().scope(), home);
        List<JsonNode> listed = api.keys(keys, MailApi.Order.NEWEST_FIRST, key -> MailApi.has(key, "api_key_id", id));
        listed.forEach(this::compareExpiry);
        listed.stream()
                .map(key -> key.path("permissions"))
                .filter(permissions -> !KeyStep.granted(permissions).equals(asked()))
                .forEach(permissions -> differences.add("the agent's key has other permissions than the configured"));
    }

    /** Keys made before their end was recorded have one all the same. */
    private void compareExpiry(JsonNode key) {
        KeyStep.expiry(key)
                .map(Instant::toString)
                .filter(end ->
                        !credential.metadata().text(MetadataKeys.EXPIRES_AT).equals(Optional.of(end)))
                .ifPresent(end -> learnt = learnt.with(MetadataKeys.EXPIRES_AT, end));
    }

    private Set<String> asked() {
        return new TreeSet<>(order.settings().permissions());
    }

    /** The tag that was used when the inbox was made; today's request may be of another generation. */
    private Tag tag() {
        return credential.tag().map(Tag::new).orElse(order.tag());
    }

    private Optional<String> item(String key) {
        return credential.item(key).map(item -> item.value().reveal());
    }
}
