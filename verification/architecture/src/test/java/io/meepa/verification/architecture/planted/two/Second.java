package io.meepa.verification.architecture.planted.two;

import io.meepa.verification.architecture.planted.one.First;
import java.util.List;

/** The other half. */
public record Second(List<First> ancestors) {

    First mother() {
        return ancestors.get(0);
    }
}
