package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Refusal;
import java.util.Optional;

/** Pods (provider API notes §1.3). */
final class MailPodRules {

    private final MailAccount account;

    MailPodRules(MailAccount account) {
        this.account = account;
    }

    Answer create(MailRequest request) {
        if (request.scope().pod().isPresent()) {
            throw MailErrors.refused(403, "forbidden", "A pod key cannot create pods.");
        }
        MailInput input = MailInput.of(request.call());
        Optional<String> name = input.text("name");
        Optional<MailPod> first = input.clientId().flatMap(this::byClientId);
        if (first.isPresent()) {
            return Answer.json(200, first.get().view());
        }
        MailPod pod = new MailPod(account.ids.uuid(), name.orElse("Untitled Pod"), input.clientId(), account.now());
        account.pods.put(pod.id(), pod);
        account.created.add(pod.clientId().orElse(pod.id()));
        return MailRules.unlessRace(account, Answer.json(200, pod.view()));
    }

    Answer list(MailRequest request) {
        return MailPage.of(
                request.call(),
                "pods",
                account.pods.values().stream()
                        .filter(pod -> request.scope().reachesPod(pod.id()))
                        .map(MailPod::view)
                        .toList());
    }

    Answer get(MailRequest request) {
        return Answer.json(200, find(request).view());
    }

    Answer delete(MailRequest request) {
        MailPod pod = find(request);
        if (pod.id().equals(account.organization)) {
            throw cannotDelete("the default pod cannot be deleted");
        }
        if (account.inboxes.values().stream().anyMatch(inbox -> inbox.pod().equals(pod.id()))) {
            throw cannotDelete("the pod has inboxes");
        }
        if (account.keys.values().stream().anyMatch(key -> key.scope().pod().equals(Optional.of(pod.id())))) {
            throw cannotDelete("the pod has API keys");
        }
        account.pods.remove(pod.id());
        return Answer.empty(account.switches.deletedStatus);
    }

    private Refusal cannotDelete(String why) {
        return MailErrors.refused(account.switches.cannotDeleteStatus, "cannot_delete", "Cannot delete: " + why + ".");
    }

    private MailPod find(MailRequest request) {
        return Optional.ofNullable(account.pods.get(request.variable()))
                .filter(pod -> request.scope().reachesPod(pod.id()))
                .orElseThrow(() -> MailErrors.notFound("Pod"));
    }

    private Optional<MailPod> byClientId(String clientId) {
        return account.pods.values().stream()
                .filter(pod -> pod.clientId().equals(Optional.of(clientId)))
                .findFirst();
    }
}
