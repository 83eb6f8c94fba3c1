package io.meepa.credentials.core.operation;

import io.meepa.credentials.core.masking.SecretMask;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.Secret;
import java.util.Map;
import java.util.stream.Collectors;

/** Words a failure for a report and a document: R5, scrubbed and at most 500 characters. */
public final class FailureMessages {

    private FailureMessages() {}

    /** Takes over the message of our own errors, which carry no values; of anything else, the type only. */
    public static String of(RuntimeException failure, Map<String, Secret> known) {
        if (!(failure instanceof CredentialException || failure instanceof LostOperationException)) {
            return "unexpected " + failure.getClass().getSimpleName() + " in the provider";
        }
        String message = SecretMask.of(known).apply(String.valueOf(failure.getMessage()));
        return new CredentialStatus.Failed(message).reason();
    }

    /** Words a failure of work on a credential, whose values must not show. */
    public static String of(RuntimeException failure, AgentCredential credential) {
        return of(
                failure,
                credential.items().stream().collect(Collectors.toMap(CredentialItem::key, CredentialItem::value)));
    }

    /** Words a failure of work that had learnt no secret. */
    public static String of(RuntimeException failure) {
        return of(failure, Map.of());
    }
}
