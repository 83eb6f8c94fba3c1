/**
 * What a plug-in implements: providers that issue and revoke upstream resources, stores that keep documents.
 *
 * <p>The service loader finds {@link io.meepa.credentials.spi.CredentialProvider} and
 * {@link io.meepa.credentials.spi.CredentialStore}; each opens a finished, thread-safe object. Only what the
 * configuration names is ever opened.
 */
@NullMarked
package io.meepa.credentials.spi;

import org.jspecify.annotations.NullMarked;
