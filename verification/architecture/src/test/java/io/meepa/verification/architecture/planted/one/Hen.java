package io.meepa.verification.architecture.planted.one;

import io.meepa.verification.architecture.planted.two.Egg;

/** Half of a circle between two packages. */
public record Hen(Egg from) {}
