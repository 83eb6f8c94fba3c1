package io.meepa.credentials.event;

import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentId;
import java.time.Duration;

/**
 * Counts and times what happens, for whatever metrics library the host has. Called on the thread that acts, by several at
 * once, so be quick and thread-safe; what it throws is logged and dropped.
 *
 * <p>Kinds and outcomes are few. Agents may be many: a label for each is for hosts that know how many they have.
 */
public interface CredentialMetrics {

    /**
     * Receives the end of something that began before.
     *
     * @param kind what
     * @param outcome {@link Phase#SUCCEEDED} or {@link Phase#FAILED}
     * @param agent whose
     * @param took how long by the manager's clock, not negative
     */
    void ended(Kind kind, Phase outcome, AgentId agent, Duration took);

    /**
     * Receives that a run waited for other runs for the same agent.
     *
     * @implSpec Does nothing.
     * @param agent whose
     * @param free whether it got its turn; false if it gave up
     * @param waited how long by the manager's clock, not negative
     */
    default void waited(AgentId agent, boolean free, Duration waited) {}

    /**
     * Receives that a call of a provider has ended. Part of what {@link #ended} counts, which is the whole; on the same
     * thread, and before it.
     *
     * @implSpec Does nothing.
     * @param call what was called
     * @param outcome {@link Phase#SUCCEEDED} or {@link Phase#FAILED}
     * @param agent whose
     * @param took how long by the manager's clock, not negative
     */
    default void called(ProviderCall call, Phase outcome, AgentId agent, Duration took) {}

    /**
     * Receives that a manager was opened.
     *
     * @implSpec Does nothing.
     * @param took how long by the manager's clock, not negative
     */
    default void opened(Duration took) {}
}
