/** Connections: sign-ins that wait for a person, what they lead to, and how a connection ends. */
@NullMarked
package io.meepa.credentials.core.connect;

import org.jspecify.annotations.NullMarked;
