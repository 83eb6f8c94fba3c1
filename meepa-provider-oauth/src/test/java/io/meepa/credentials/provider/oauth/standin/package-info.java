/** Stand-ins of the services with the behaviour that was recorded or reported of them, over real HTTP. */
@NullMarked
package io.meepa.credentials.provider.oauth.standin;

import org.jspecify.annotations.NullMarked;
