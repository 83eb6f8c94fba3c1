/**
 * The model: agents, credentials, their items and status, and {@link io.meepa.credentials.model.Secret}.
 *
 * <p>An {@link io.meepa.credentials.model.AgentCredential} has items with secrets; a
 * {@link io.meepa.credentials.model.CredentialSummary} is what listings show. Every value is immutable and safe to share
 * between threads. Nothing prints, serialises or logs a secret: values live in {@link io.meepa.credentials.model.Secret}
 * and nowhere else.
 */
@NullMarked
package io.meepa.credentials.model;

import org.jspecify.annotations.NullMarked;
