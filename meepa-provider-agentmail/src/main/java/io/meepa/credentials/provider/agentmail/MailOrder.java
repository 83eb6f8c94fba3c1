package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Tag;

/** What is to be there for one request: derived from request and settings alone. */
record MailOrder(String localPart, Tag tag, MailSettings settings) {

    static MailOrder of(IssueRequest request, MailSettings settings) {
        return new MailOrder(LocalPart.of(request.agent(), request.profile()), request.tag(), settings);
    }

    String address() {
        return localPart + "@" + settings.domain();
    }

    boolean withPod() {
        return settings.scope() == MailSettings.Scope.POD;
    }

    String phrase() {
        return "inbox " + address() + (withPod() ? " in a pod of its own" : "") + ", with a key of the "
                + settings.scope().wireName() + " alone";
    }
}
