package io.meepa.credentials.spi.consent;

import io.meepa.credentials.model.Secret;
import java.util.Map;

/**
 * Makes durable what a flow learns on the way to a sign-in, before its next call. A flow that creates something at a service
 * records the intent before the call and the result after it: a run that is cut off between the two leaves the intent, and the
 * next one finds it in {@link ConsentRequest#earlier}.
 */
@FunctionalInterface
public interface ConsentCheckpoint {

    /** The name of an intent to register the app, which stays on record when a sign-in fails. */
    String REGISTRATION = "registration";

    /**
     * Records values, encrypted, in place of those that were recorded before. A sign-in that a person has open ends: only a
     * flow that is about to create something, or has just done so, records.
     *
     * @param values values by name, which the next {@link ConsentRequest#earlier} has; belong to the engine from here on
     * @throws RuntimeException if they are not on record, or the run no longer holds its lock: let it pass, and call no more
     */
    void record(Map<String, Secret> values);

    /**
     * Returns the checkpoint of a flow that creates nothing.
     *
     * @return one that records nothing
     */
    static ConsentCheckpoint none() {
        return values -> {};
    }
}
