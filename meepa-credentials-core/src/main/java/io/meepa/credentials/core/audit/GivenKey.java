package io.meepa.credentials.core.audit;

import io.meepa.credentials.error.KeyUnavailableException;
import io.meepa.credentials.model.Secret;
import java.util.function.Supplier;

/**
 * A key that the host hands over: from a variable, or from code.
 *
 * @param source returns the key; the taker closes it
 * @param description what the source is, for people
 */
public record GivenKey(Supplier<Secret> source, String description) implements AuditKey {

    @Override
    public Secret read() {
        Secret key = source.get();
        int length = key.withBytes(bytes -> bytes.length);
        if (length < LEAST_BYTES) {
            key.close();
            throw new KeyUnavailableException("the audit trail's key, " + description + ", is too short: use at least "
                    + LEAST_BYTES + " random bytes");
        }
        return key;
    }

    @Override
    public Secret readOrMake() {
        return read();
    }
}
