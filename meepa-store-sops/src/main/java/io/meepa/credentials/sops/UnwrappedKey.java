package io.meepa.credentials.sops;

import io.meepa.credentials.sops.crypto.DataKey;

/** A file's data key and the wrapped forms it was unwrapped from. Immutable; prints nothing. */
public final class UnwrappedKey {

    private final WrappedKeys forms;
    private final DataKey key;

    UnwrappedKey(WrappedKeys forms, DataKey key) {
        this.forms = forms;
        this.key = key;
    }

    WrappedKeys forms() {
        return forms;
    }

    DataKey key() {
        return key;
    }
}
