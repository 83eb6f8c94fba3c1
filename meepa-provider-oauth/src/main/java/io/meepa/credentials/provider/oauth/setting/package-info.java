/** Settings that several kinds of services share. */
@NullMarked
package io.meepa.credentials.provider.oauth.setting;

import org.jspecify.annotations.NullMarked;
