package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.standin.Call;
import java.util.List;

/** An authenticated call: whose, what it reaches, and the variable parts of its path after the pod's. */
record MailRequest(MailKey caller, MailScope scope, Call call, List<String> variables) {

    String variable() {
        return variables.get(0);
    }
}
