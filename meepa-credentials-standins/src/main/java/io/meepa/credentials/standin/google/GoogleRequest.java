package io.meepa.credentials.standin.google;

import io.meepa.credentials.standin.Call;
import java.util.List;
import java.util.Locale;

/** An authorised call and the variable parts of its path. */
record GoogleRequest(Call call, List<String> variables) {

    /** Addresses are compared in lower case, and ids have no letters. */
    String variable() {
        return variables.get(0).toLowerCase(Locale.ROOT);
    }
}
