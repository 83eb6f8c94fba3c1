/** One app at one service: what a preset says, done with the protocol. */
@NullMarked
package io.meepa.credentials.provider.oauth.service;

import org.jspecify.annotations.NullMarked;
