/**
 * Contract tests for providers and for renewing tokens. Extend
 * {@link io.meepa.credentials.testkit.provider.CredentialProviderContract} and, for a provider that renews tokens,
 * {@link io.meepa.credentials.testkit.provider.TokenRefreshContract}, and supply an
 * {@link io.meepa.credentials.testkit.provider.Upstream}: the service behind the provider, with ways to break it. Each failure
 * is a sentence that names the bug. At its end a contract prints which of its parts it skipped, and why.
 */
@NullMarked
package io.meepa.credentials.testkit.provider;

import org.jspecify.annotations.NullMarked;
