/** Where access tokens come from: keys, the surroundings, or the host. Not exported. */
@NullMarked
package io.meepa.credentials.provider.gworkspace.identity;

import org.jspecify.annotations.NullMarked;
