package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.ItemKeys;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.Secret;
import io.meepa.credentials.provider.support.ApiAnswer;
import io.meepa.credentials.spi.Checkpoint;
import io.meepa.credentials.spi.Issued;
import io.meepa.credentials.spi.Resumption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pod, inbox, key: in this order, each recorded before the next call, and each looked for when resumed. */
final class Issuance {

    /** The metadata that names the pod an inbox lies in, the organisation's own included. */
    static final String POD = "pod";

    private final MailApi api;
    private final MailOrder order;
    private final Checkpoint checkpoint;
    private final Optional<Resumption> resumption;

    Issuance(MailApi api, MailOrder order, Checkpoint checkpoint, Optional<Resumption> resumption) {
        this.api = api;
        this.order = order;
        this.checkpoint = checkpoint;
        this.resumption = resumption;
    }

    Issued carryOut() {
        Optional<String> pod = order.withPod() ? Optional.of(pod()) : Optional.empty();
        InboxStep.Inbox inbox = new InboxStep(api, order, checkpoint, known(Kind.INBOX)).reach(pod);
        MailApi.KeyHome home = new MailApi.KeyHome(order.settings().scope(), pod.orElse(inbox.id()));
        KeyStep.Key key = new KeyStep(api, order, checkpoint, resumption).reach(home);
        Issued.Standing standing = inbox.found() ? Issued.Standing.FOUND : Issued.Standing.CREATED;
        return new Issued("Email", items(pod, inbox, key), metadata(inbox), standing, key.remark());
    }

    /** A repeat with our client id returns our pod, so there is nothing to look up first. */
    private String pod() {
        String clientId = Kind.POD.clientId(order.tag());
        ApiAnswer answer = api.createPod(clientId);
        String id = answer.text("pod_id");
        if (!MailApi.has(answer.body(), "client_id", clientId)) {
            throw new ProviderIndeterminateException("AgentMail answered with a pod that does not bear the client id "
                    + clientId + ": it is left alone; look for it in AgentMail's console");
        }
        if (!known(Kind.POD).equals(Optional.of(id))) {
            checkpoint.reached(Kind.POD.resource(id));
        }
        return id;
    }

    private Optional<String> known(Kind kind) {
        return resumption.flatMap(earlier -> earlier.resource(kind.wireName()));
    }

    private Metadata metadata(InboxStep.Inbox inbox) {
        return Metadata.empty()
                .with("tag", order.tag().text())
                .with("scope", order.settings().scope().wireName())
                .with(POD, inbox.pod())
                .with("permissions", String.join(",", order.settings().permissions()));
    }

    private static List<CredentialItem> items(Optional<String> pod, InboxStep.Inbox inbox, KeyStep.Key key) {
        List<CredentialItem> items = new ArrayList<>();
        items.add(new CredentialItem(ItemKeys.ADDRESS, Secret.of(inbox.address()), ItemType.EMAIL));
        items.add(new CredentialItem(ItemKeys.INBOX_ID, Secret.of(inbox.id()), ItemType.OTHER));
        items.add(new CredentialItem(ItemKeys.API_KEY, key.value(), ItemType.API_TOKEN));
        items.add(new CredentialItem(ItemKeys.API_KEY_ID, Secret.of(key.id()), ItemType.OTHER));
        pod.ifPresent(id -> items.add(new CredentialItem(AgentMailIssuer.POD_ID, Secret.of(id), ItemType.OTHER)));
        return items;
    }
}
