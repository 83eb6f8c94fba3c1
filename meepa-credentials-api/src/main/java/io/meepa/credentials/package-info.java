/**
 * What an embedder works with: the manager, one agent's credentials, the model, reports and errors.
 *
 * <p>Begin with a manager, ask it for an agent, and go on from there:
 *
 * <pre>{@code
 * try (CredentialManager credentials = CredentialManager.open(Path.of("config.yaml"))) {
 *     AgentCredentials meepa = credentials.agent("meepa");
 *     ProvisioningReport report = meepa.provision();
 *     meepa.environment().applyTo(tool);
 * }
 * }</pre>
 *
 * <ul>
 *   <li><b>Doors.</b> {@link io.meepa.credentials.CredentialManager} is opened once a host;
 *       {@link io.meepa.credentials.AgentCredentials} is one agent's handle, cheap to make.
 *   <li><b>Model.</b> An {@link io.meepa.credentials.AgentCredential} has items with secrets; a
 *       {@link io.meepa.credentials.CredentialSummary} is what listings show, and has no room for one.
 *   <li><b>Reports.</b> What a run did or would do, a category or finding each. Partial success is a report.
 *   <li><b>Errors.</b> Unchecked, all below {@link io.meepa.credentials.CredentialException}, one type for each thing
 *       that a caller does differently about. Their messages name who, where and the remedy, never a value.
 * </ul>
 *
 * <p>Every value here is immutable and safe to share between threads. Nothing prints, serialises or logs a secret:
 * values live in {@link io.meepa.credentials.Secret} and nowhere else.
 */
@NullMarked
package io.meepa.credentials;

import org.jspecify.annotations.NullMarked;
