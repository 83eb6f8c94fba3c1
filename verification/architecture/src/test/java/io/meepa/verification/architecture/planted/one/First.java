package io.meepa.verification.architecture.planted.one;

import io.meepa.verification.architecture.planted.two.Second;

/** Half of a circle between two packages. */
public record First(Second from) {}
