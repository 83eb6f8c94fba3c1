/** The life of a token: the grants, the token endpoint's answers, introspection (RFC 7662) and revocation (RFC 7009). */
@NullMarked
package io.meepa.credentials.provider.oauth.protocol.token;

import org.jspecify.annotations.NullMarked;
