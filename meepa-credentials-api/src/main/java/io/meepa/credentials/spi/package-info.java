/**
 * What a plug-in implements: providers that issue and revoke upstream resources, stores that keep documents.
 *
 * <p>The service loader finds {@link io.meepa.credentials.spi.provider.CredentialProvider} and
 * {@link io.meepa.credentials.spi.store.CredentialStore}; each opens a finished, thread-safe object. Only what the
 * configuration names is ever opened.
 *
 * <ul>
 *   <li><b>A provider</b> declares its {@link io.meepa.credentials.spi.provider.Capabilities} and opens a
 *       {@link io.meepa.credentials.spi.provider.CredentialIssuer}. It marks what it creates with the request's
 *       {@link io.meepa.credentials.spi.call.Tag}, and reports each resource to the
 *       {@link io.meepa.credentials.spi.call.Checkpoint} before its next call.
 *   <li><b>A store</b> opens a {@link io.meepa.credentials.spi.store.StoreSession}: read, compare and set, delete, list, lock.
 *       A document is a tree of {@link io.meepa.credentials.spi.store.DocumentNode}s.
 *   <li><b>Both</b> read all of their {@link io.meepa.credentials.spi.Settings} when they are opened; a setting that
 *       nobody read is an error.
 * </ul>
 *
 * <p>The contract tests of {@code meepa-credentials-testkit} try every promise made here.
 */
@NullMarked
package io.meepa.credentials.spi;

import org.jspecify.annotations.NullMarked;
