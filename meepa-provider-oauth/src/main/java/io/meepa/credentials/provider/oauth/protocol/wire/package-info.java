/**
 * Requests as bytes and answers as trees, before anybody knows what they mean. Opens no socket: {@link
 * io.meepa.credentials.provider.oauth.protocol.wire.Exchange} is the edge to the network. Keeps every token, code and
 * verifier in a {@link io.meepa.credentials.model.Secret}.
 */
@NullMarked
package io.meepa.credentials.provider.oauth.protocol.wire;

import org.jspecify.annotations.NullMarked;
