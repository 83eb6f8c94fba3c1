package io.meepa.verification.architecture.planted.two;

import io.meepa.verification.architecture.planted.one.Hen;
import java.util.List;

/** The other half. */
public record Egg(List<Hen> ancestors) {

    Hen mother() {
        return ancestors.get(0);
    }
}
