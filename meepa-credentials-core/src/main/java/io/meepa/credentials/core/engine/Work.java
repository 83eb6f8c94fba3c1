package io.meepa.credentials.core.engine;

import io.meepa.credentials.core.ensure.Ensures;
import io.meepa.credentials.core.signup.PasswordGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What every agent's work shares within one manager.
 *
 * @param planner decides
 * @param requests asks providers
 * @param revocations takes back
 * @param events tells
 * @param clock tells the time
 * @param patience how long to wait for another run
 * @param overlap how long a secret that was replaced stays good
 * @param executor runs categories side by side
 * @param passwords makes passwords
 * @param ensures provisions on first use, where the host wants it
 * @param refreshes renewals of tokens under way
 */
record Work(
        Planner planner,
        Requests requests,
        Revocations revocations,
        Events events,
        Clock clock,
        Duration patience,
        Duration overlap,
        Executor executor,
        PasswordGenerator passwords,
        Ensures ensures,
        Refreshes refreshes) {}
