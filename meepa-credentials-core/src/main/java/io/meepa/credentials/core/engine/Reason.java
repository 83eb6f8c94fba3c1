package io.meepa.credentials.core.engine;

import io.meepa.credentials.CredentialException;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.Secret;
import io.meepa.credentials.core.masking.SecretMask;
import java.util.Map;

/** Words a failure for a report and a document: rule 5, scrubbed and at most 500 characters. */
final class Reason {

    private Reason() {}

    /** Takes over the message of our own errors, which carry no values; of anything else, the type only. */
    static String of(RuntimeException failure, Map<String, Secret> known) {
        if (!(failure instanceof CredentialException || failure instanceof LostOperationException)) {
            return "unexpected " + failure.getClass().getSimpleName() + " in the provider";
        }
        String message = SecretMask.of(known).apply(String.valueOf(failure.getMessage()));
        return new CredentialStatus.Failed(message).reason();
    }

    /** Words a failure of work that had learnt no secret. */
    static String of(RuntimeException failure) {
        return of(failure, Map.of());
    }
}
