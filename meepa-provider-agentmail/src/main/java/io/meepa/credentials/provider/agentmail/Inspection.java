package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.spi.Tag;
import io.meepa.credentials.spi.Verification;
import io.meepa.credentials.spi.Verification.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares a stored credential with the inbox and asks AgentMail what the agent's key is good for. */
final class Inspection {

    private final MailApi api;
    private final MailOrder order;
    private final AgentCredential credential;
    private final List<String> differences = new ArrayList<>();

    Inspection(MailApi api, MailOrder order, AgentCredential credential) {
        this.api = api;
        this.order = order;
        this.credential = credential;
    }

    Verification carryOut() {
        Optional<String> inboxId = item(ItemKeys.INBOX_ID);
        if (inboxId.isEmpty()) {
            return new Verification(State.UNKNOWN, List.of("the stored credential has no " + ItemKeys.INBOX_ID));
        }
        ApiAnswer answer = api.inbox(inboxId.get());
        if (answer.absent()) {
            return absent();
        }
        JsonNode inbox = answer.required();
        if (!MailApi.has(inbox, "client_id", Kind.INBOX.clientId(tag()))) {
            return new Verification(State.FOREIGN, List.of("the inbox does not bear our client id"));
        }
        compareInbox(inbox);
        compareKey(inboxId.get());
        State state = MailApi.has(inbox, "status", "paused") ? State.SUSPENDED : State.LIVE;
        return new Verification(state, differences);
    }

    /** Out of our key's scope and absent look the same: only a key that reaches the whole can tell. */
    private Verification absent() {
        JsonNode self = api.whoAmI().required();
        Optional<String> pod = credential.metadata().text(Issuance.POD);
        boolean reaches = MailApi.has(self, "scope_type", "organization")
                || (MailApi.has(self, "scope_type", "pod")
                        && pod.equals(Optional.of(self.path("pod_id").asText(""))));
        return reaches
                ? new Verification(State.GONE, List.of("the inbox is not there"))
                : new Verification(State.UNKNOWN, List.of("the organisation's key does not reach the inbox"));
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
        api.keys(keys, key -> MailApi.has(key, "api_key_id", id)).stream()
                .map(key -> key.path("permissions"))
                .filter(permissions -> !KeyStep.granted(permissions).equals(asked()))
                .forEach(permissions -> differences.add("the agent's key has other permissions than the configured"));
    }

    private Set<String> asked() {
        return new TreeSet<>(order.settings().permissions());
    }

    /** The tag that was used when the inbox was made; today's request may be of another generation. */
    private Tag tag() {
        return credential.metadata().text("tag").map(Tag::new).orElse(order.tag());
    }

    private Optional<String> item(String key) {
        return credential.item(key).map(item -> item.value().reveal());
    }
}
