/**
 * The contract of a provider: {@link io.meepa.credentials.spi.provider.CredentialProvider} declares what its upstream can
 * do and opens a {@link io.meepa.credentials.spi.provider.CredentialIssuer}. What goes in and out of one call is in
 * {@link io.meepa.credentials.spi.call}.
 */
@NullMarked
package io.meepa.credentials.spi.provider;

import org.jspecify.annotations.NullMarked;
