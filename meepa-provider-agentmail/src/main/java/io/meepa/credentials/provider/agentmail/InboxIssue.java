package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.spi.call.Checkpoint;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.Resumption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pod, inbox, key: in this order, each recorded before the next call, and each looked for when resumed. */
final class InboxIssue {

    /** The metadata that names the pod an inbox lies in, the organisation's own included. */
    static final String POD = "pod";

    private final MailApi api;
    private final MailOrder order;
    private final Checkpoint checkpoint;
    private final Optional<Resumption> resumption;

    InboxIssue(MailApi api, MailOrder order, Checkpoint checkpoint, Optional<Resumption> resumption) {
        this.api = api;
        this.order = order;
        this.checkpoint = checkpoint;
        this.resumption = resumption;
    }

    Issued carryOut() {
        Optional<String> pod = order.withPod() ? Optional.of(pod()) : Optional.empty();
        InboxStep.Inbox inbox = new InboxStep(api, order, checkpoint, known(ResourceKind.INBOX)).reach(pod);
        MailApi.KeyHome home = new MailApi.KeyHome(order.settings().scope(), pod.orElse(inbox.id()));
        KeyStep.Key key = new KeyStep(api, order, checkpoint, resumption).reach(home);
        Issued.Standing standing = inbox.found() ? Issued.Standing.FOUND : Issued.Standing.CREATED;
        Issued issued = Issued.of(standing, "Email", items(pod, inbox, key))
                .withMetadata(metadata(inbox))
                .withDetail(key.remark());
        Issued owned = inbox.account().map(issued::onAccount).orElse(issued);
        return key.expiresAt().map(owned::expiringAt).orElse(owned);
    }

    /** A repeat with our client id returns our pod, so there is nothing to look up first. */
    private String pod() {
        String clientId = ResourceKind.POD.clientId(order.tag());
        ApiAnswer answer = api.createPod(clientId);
        String id = answer.id("pod_id");
        if (!MailApi.has(answer.body(), "client_id", clientId)) {
            throw new ProviderIndeterminateException("AgentMail answered with a pod that does not bear the client id "
                    + clientId + ": it is left alone; look for it in AgentMail's console");
        }
        if (!known(ResourceKind.POD).equals(Optional.of(id))) {
            checkpoint.reached(ResourceKind.POD.resource(id));
        }
        return id;
    }

    private Optional<String> known(ResourceKind kind) {
        return resumption.flatMap(earlier -> earlier.resource(kind.wireName()));
    }

    private Metadata metadata(InboxStep.Inbox inbox) {
        return Metadata.empty()
                .with(MetadataKeys.TAG, order.tag().text())
                .with("scope", order.settings().scope().wireName())
                .with(POD, inbox.pod())
                .with("permissions", String.join(",", order.settings().permissions()));
    }

    private static List<CredentialItem> items(Optional<String> pod, InboxStep.Inbox inbox, KeyStep.Key key) {
        List<CredentialItem> items = new ArrayList<>();
        items.add(new CredentialItem(ItemKeys.ADDRESS, Secret.of(inbox.address()), ItemType.EMAIL));
        items.add(CredentialItem.shown(ItemKeys.INBOX_ID, inbox.id()));
        items.add(new CredentialItem(ItemKeys.API_KEY, key.value(), ItemType.API_TOKEN));
        items.add(CredentialItem.shown(ItemKeys.API_KEY_ID, key.id()));
        pod.ifPresent(id -> items.add(CredentialItem.shown(AgentMailIssuer.POD_ID, id)));
        return items;
    }
}
