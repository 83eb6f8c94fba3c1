package io.meepa.credentials.spring;

import io.meepa.credentials.CredentialManagerBuilder;

/** Changes the manager's set-up before it is opened. A bean of this type is called after all properties were set. */
@FunctionalInterface
public interface CredentialManagerCustomizer {

    /**
     * Changes the set-up.
     *
     * @param builder the manager's builder
     */
    void customize(CredentialManagerBuilder builder);
}
