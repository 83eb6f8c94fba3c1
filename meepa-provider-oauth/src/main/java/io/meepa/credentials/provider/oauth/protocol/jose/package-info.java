/** What is signed and hashed: JSON Web Signatures, assertions (RFC 7523) and random texts. */
@NullMarked
package io.meepa.credentials.provider.oauth.protocol.jose;

import org.jspecify.annotations.NullMarked;
