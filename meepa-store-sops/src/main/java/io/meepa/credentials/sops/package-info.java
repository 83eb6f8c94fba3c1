/**
 * SOPS files with age recipients, read and written natively. The codec is usable on its own: of
 * the API it needs {@code Secret} and two exceptions, and nothing here knows of agents or credentials. Start at {@link io.meepa.credentials.sops.SopsDocument}.
 *
 * <p>Format: <a href="https://github.com/getsops/sops">getsops/sops</a>, JSON store, and
 * <a href="https://age-encryption.org/v1">age v1</a>, X25519.
 */
@NullMarked
package io.meepa.credentials.sops;

import org.jspecify.annotations.NullMarked;
