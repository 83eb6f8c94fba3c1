package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.provider.support.absence.AbsenceProof;
import io.meepa.credentials.provider.support.absence.AbsenceProof.Look;
import io.meepa.credentials.provider.support.absence.AccountCheck;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.spi.call.Tag;
import java.util.List;
import java.util.Optional;

/**
 * Looks for inboxes, pods and keys, and proves that they are gone: by reading and by listing, with a key that would see them,
 * on the account that made them.
 *
 * @param api the calls
 * @param account the account that made them, if that is on record
 * @param pod the pod that they lie in, if that is on record
 * @param completed whether their creation was completed, so that there is a record
 */
record MailSearch(MailApi api, Optional<String> account, Optional<String> pod, boolean completed) {

    static MailSearch of(MailApi api, AgentCredential credential) {
        return new MailSearch(
                api,
                credential.metadata().text(MetadataKeys.ACCOUNT),
                credential.metadata().text(InboxIssue.POD),
                true);
    }

    /** Looks for a resource whose id is known. An id is a name that may be given again: what bears another tag of the agent is another. */
    Sighting<JsonNode> byId(ResourceKind kind, String id, Tag tag) {
        Look<JsonNode> read = new Look<>("show the " + kind.wireName(), () -> read(kind, id));
        Look<JsonNode> listed = new Look<>(
                "list the " + kind.plural(),
                () -> list(kind, MailApi.Order.NEWEST_FIRST, node -> MailApi.has(node, kind.idField(), id)));
        Sighting<JsonNode> seen = proof().seek(read, listed, this::check);
        return seen.found()
                .filter(node -> bearsAnotherOfTheAgent(kind, node, tag))
                .map(node -> MailSearch.<JsonNode>replaced(api, kind, node))
                .orElse(seen);
    }

    /** Looks for a resource that creation may have made without our learning its id. */
    Sighting<JsonNode> byTag(ResourceKind kind, Tag tag) {
        String clientId = kind.clientId(tag);
        Look<JsonNode> newest = new Look<>(
                "list the " + kind.plural() + " by client id",
                () -> list(kind, MailApi.Order.NEWEST_FIRST, node -> MailApi.has(node, "client_id", clientId)));
        Look<JsonNode> oldest = new Look<>(
                "list the " + kind.plural() + " by client id, oldest first",
                () -> list(kind, MailApi.Order.OLDEST_FIRST, node -> MailApi.has(node, "client_id", clientId)));
        return proof().seek(newest, oldest, this::check);
    }

    /** Looks for a key that a delete did not find. */
    Sighting<JsonNode> key(MailApi.KeyHome home, String id) {
        Look<JsonNode> newest = new Look<>(
                "list the keys",
                () -> api.keys(home, MailApi.Order.NEWEST_FIRST, key -> MailApi.has(key, "api_key_id", id)).stream()
                        .findFirst());
        Look<JsonNode> oldest = new Look<>(
                "list the keys, oldest first",
                () -> api.keys(home, MailApi.Order.OLDEST_FIRST, key -> MailApi.has(key, "api_key_id", id)).stream()
                        .findFirst());
        return proof().seek(newest, oldest, this::check);
    }

    /** Out of our key's scope and absent look the same, and so does another account. */
    AccountCheck check() {
        JsonNode self = api.whoAmI().required();
        String asked = self.path("organization_id").asText("");
        Optional<AccountCheck> other =
                account.filter(made -> !made.equals(asked)).map(made -> AccountCheck.other("AgentMail", made, asked));
        if (other.isPresent()) {
            return other.get();
        }
        boolean reaches = MailApi.has(self, "scope_type", "organization")
                || (MailApi.has(self, "scope_type", "pod")
                        && pod.equals(Optional.of(self.path("pod_id").asText(""))));
        if (!reaches) {
            return AccountCheck.outOfReach(
                    "the organisation's key at AgentMail does not reach the agent's inbox: use one of"
                            + " the organisation or of the pod it was made with");
        }
        return account.isPresent() || !completed || knownBy(asked)
                ? AccountCheck.same(asked)
                : AccountCheck.doubtful("the account that the inbox was made on is not on record");
    }

    /** Before accounts were recorded, the pod was: the organisation's own bears its id, another is there or not. */
    private boolean knownBy(String organisation) {
        return pod.filter(id -> id.equals(organisation) || api.pod(id).done()).isPresent();
    }

    private static boolean bearsAnotherOfTheAgent(ResourceKind kind, JsonNode node, Tag tag) {
        String borne = kind.tagOf(node.path("client_id").asText(""));
        String agents = tag.text().substring(0, tag.text().lastIndexOf('.') + 1);
        return !MailApi.has(node, "client_id", kind.clientId(tag)) && borne.startsWith(agents);
    }

    private static <T> Sighting<T> replaced(MailApi api, ResourceKind kind, JsonNode node) {
        String finding = "show the " + kind.wireName() + ": it bears "
                + kind.tagOf(node.path("client_id").asText("")) + ", a later tag of ours";
        return Sighting.absent(api.shown(finding));
    }

    private Optional<JsonNode> read(ResourceKind kind, String id) {
        ApiAnswer answer = kind == ResourceKind.POD ? api.pod(id) : api.inbox(id);
        return answer.absent() ? Optional.empty() : Optional.of(answer.required());
    }

    private Optional<JsonNode> list(
            ResourceKind kind, MailApi.Order order, java.util.function.Predicate<JsonNode> wanted) {
        List<JsonNode> found = kind == ResourceKind.POD ? api.pods(order, wanted) : api.inboxes(order, wanted);
        return found.stream()
                .filter(node -> !MailApi.has(node, kind.idField(), ""))
                .findFirst();
    }

    private AbsenceProof proof() {
        return AbsenceProof.of(api.run(), MailAssumptions.STEADY);
    }
}
