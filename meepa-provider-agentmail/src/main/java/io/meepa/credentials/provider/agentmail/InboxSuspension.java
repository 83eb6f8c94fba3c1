package io.meepa.credentials.provider.agentmail;

import com.fasterxml.jackson.databind.JsonNode;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.provider.support.absence.Sighting;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.Verification;
import io.meepa.credentials.spi.provider.ResourceSuspension;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Pauses inboxes, and resumes them. A paused inbox neither sends nor receives: mail that arrives meanwhile is lost. One that
 * does not bear our client id is left as it is.
 */
record InboxSuspension(Function<CallGuard, MailApi> runs) implements ResourceSuspension {

    @Override
    public Verification suspend(AgentCredential credential, IssueRequest request) {
        return switched(credential, request, true);
    }

    @Override
    public Verification resume(AgentCredential credential, IssueRequest request) {
        return switched(credential, request, false);
    }

    private Verification switched(AgentCredential credential, IssueRequest request, boolean paused) {
        Optional<String> id =
                credential.item(ItemKeys.INBOX_ID).map(item -> item.value().reveal());
        if (id.isEmpty()) {
            return Verification.unknown("the stored credential has no " + ItemKeys.INBOX_ID);
        }
        MailApi api = runs.apply(request.guard());
        Tag tag = credential.tag().map(Tag::new).orElse(request.tag());
        Sighting<JsonNode> seen = MailSearch.of(api, credential).byId(ResourceKind.INBOX, id.get(), tag);
        if (seen.found().isEmpty()) {
            return seen.evidence()
                    .map(evidence -> Verification.gone(evidence, "the inbox is not there"))
                    .orElseGet(() -> Verification.unknown(seen.doubt()));
        }
        if (!MailApi.has(seen.found().get(), "client_id", ResourceKind.INBOX.clientId(tag))) {
            return Verification.foreign("the inbox does not bear our client id");
        }
        JsonNode inbox = api.pause(id.get(), paused).required();
        if (MailApi.has(inbox, "status", "paused") != paused) {
            throw new ProviderRejectedException("AgentMail took the change, but the inbox is "
                    + (paused ? "not paused" : "still paused") + ": its plan or region may not have this yet");
        }
        return paused ? Verification.suspended(List.of()) : Verification.live(List.of());
    }
}
