/**
 * Where a host comes in: the manager, its builder, and one agent's handle.
 *
 * <pre>{@code
 * try (CredentialManager credentials =
 *         CredentialManager.builder().configuration(Path.of("config.yaml")).open()) {
 *     AgentCredentials meepa = credentials.agent("meepa");
 *     ProvisioningReport report = meepa.provision();
 *     meepa.environment().applyTo(tool);
 * }
 * }</pre>
 *
 * <ul>
 *   <li>{@link io.meepa.credentials.CredentialManagerBuilder} sets a manager up, from a file, in code, or both.
 *   <li>{@link io.meepa.credentials.CredentialManager} is opened once per host.
 *   <li>{@link io.meepa.credentials.AgentCredentials} is one agent's handle, cheap to make. It has the operations that every
 *       host needs, and a handle for each further use case: {@link io.meepa.credentials.AgentTokens},
 *       {@link io.meepa.credentials.ManagedCredentials}, {@link io.meepa.credentials.AgentTools},
 *       {@link io.meepa.credentials.AgentSignups}, {@link io.meepa.credentials.ManualSteps},
 *       {@link io.meepa.credentials.AgentStorage} and {@link io.meepa.credentials.connect.AgentConnections}.
 * </ul>
 *
 * <p>These types name all others, and no other names them: values are in {@link io.meepa.credentials.model}, errors in
 * {@link io.meepa.credentials.error}, what a run did in {@link io.meepa.credentials.report}. So every package can be read
 * without this one. The one exception is {@code io.meepa.credentials.spi.engine}, which the builder asks for a manager.
 */
@NullMarked
package io.meepa.credentials;

import org.jspecify.annotations.NullMarked;
