/** Services as data: how each differs from OAuth 2.0 as the RFCs have it, read strictly from one file per service. */
@NullMarked
package io.meepa.credentials.provider.oauth.preset;

import org.jspecify.annotations.NullMarked;
