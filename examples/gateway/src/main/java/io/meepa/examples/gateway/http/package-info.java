/** What any HTTP API on loopback needs: routes, sessions, guards against forged requests, and answers. */
@NullMarked
package io.meepa.examples.gateway.http;

import org.jspecify.annotations.NullMarked;
