/**
 * Connections: an agent is connected to a service because a person signed in there once. The host opens an address for the
 * person and hands back what the browser brings; tokens are kept, renewed and taken back by the library.
 */
@NullMarked
package io.meepa.credentials.connect;

import org.jspecify.annotations.NullMarked;
