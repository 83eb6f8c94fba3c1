package io.meepa.credentials.provider.gworkspace.identity;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Signs for a service account. */
@FunctionalInterface
interface AssertionSigner {

    /** Adds the issuer to the claims and returns them as a signed JSON Web Token (RFC 7519, RS256). */
    String sign(ObjectNode claims);
}
