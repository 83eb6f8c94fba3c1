package io.meepa.credentials.testkit.provider;

/** How a service may say for a moment that a resource is not there, though it is. */
public enum Denial {

    /** A read answers that there is no such resource. */
    NOT_FOUND,

    /** A listing is empty. */
    EMPTY_LISTING
}
