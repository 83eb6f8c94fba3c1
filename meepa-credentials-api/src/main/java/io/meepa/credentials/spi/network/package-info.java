/**
 * Which addresses a request may go to. One rule for the engine's HTTP client and for providers, neither of which may depend
 * on the other; nothing here is for hosts.
 */
@NullMarked
package io.meepa.credentials.spi.network;

import org.jspecify.annotations.NullMarked;
