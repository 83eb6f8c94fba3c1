package io.meepa.credentials.provider.oauth.protocol.client;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.protocol.jose.Assertion;
import io.meepa.credentials.provider.oauth.protocol.jose.SigningKey;
import io.meepa.credentials.provider.oauth.protocol.wire.BodyStyle;
import io.meepa.credentials.provider.oauth.protocol.wire.Fields;
import io.meepa.credentials.provider.oauth.protocol.wire.Percent;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** How an app says who it is, at every endpoint that asks. Printing shows the id only. */
public sealed interface ClientAuthentication {

    /**
     * Returns the app's id.
     *
     * @return the {@code client_id}
     */
    String clientId();

    /**
     * Returns a request with parameters and the proof of who asks.
     *
     * @param request the request
     * @param fields its parameters
     * @param style how they are written
     * @return a copy with both
     */
    WireRequest apply(WireRequest request, Fields fields, BodyStyle style);

    /**
     * HTTP Basic (RFC 6749, section 2.3.1). An installed app at a service that insists on Basic has an empty secret.
     *
     * @param clientId the id
     * @param clientSecret the secret
     */
    record Basic(String clientId, Secret clientSecret) implements ClientAuthentication {

        private static final byte[] SCHEME = "Basic ".getBytes(StandardCharsets.US_ASCII);

        @Override
        public WireRequest apply(WireRequest request, Fields fields, BodyStyle style) {
            byte[] id = (Percent.encode(clientId) + ":").getBytes(StandardCharsets.US_ASCII);
            byte[] pair = Percent.joined(id, clientSecret.withBytes(Percent::encode));
            byte[] encoded = Base64.getEncoder().encode(pair);
            Arrays.fill(pair, (byte) 0);
            return request.body(fields, style).authorization(Secret.wrap(Percent.joined(SCHEME.clone(), encoded)));
        }
    }

    /**
     * Id and secret as parameters.
     *
     * @param clientId the id
     * @param clientSecret the secret
     */
    record Post(String clientId, Secret clientSecret) implements ClientAuthentication {

        @Override
        public WireRequest apply(WireRequest request, Fields fields, BodyStyle style) {
            Fields all = fields.with("client_id", clientId).with("client_secret", clientSecret);
            return request.body(all, style);
        }
    }

    /**
     * A public client: the id alone. There is no parameter for a secret, not even an empty one.
     *
     * @param clientId the id
     */
    record None(String clientId) implements ClientAuthentication {

        @Override
        public WireRequest apply(WireRequest request, Fields fields, BodyStyle style) {
            return request.body(fields.with("client_id", clientId), style);
        }
    }

    /**
     * An assertion signed with the app's key (RFC 7523, section 2.2), made anew for each request.
     *
     * @param clientId the id
     * @param key the key
     * @param audience the server's issuer
     * @param clock the time of signing
     * @param random for the assertion's id
     */
    record PrivateKeyJwt(String clientId, SigningKey key, String audience, Clock clock, RandomGenerator random)
            implements ClientAuthentication {

        private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

        @Override
        public WireRequest apply(WireRequest request, Fields fields, BodyStyle style) {
            Instant now = clock.instant();
            Secret assertion = new Assertion(clientId, clientId, audience).signed(key, now, random);
            Fields all = fields.with("client_id", clientId)
                    .with("client_assertion_type", TYPE)
                    .with("client_assertion", assertion);
            return request.body(all, style);
        }
    }

    /** Nobody: an endpoint to which the token alone speaks. */
    record Unnamed() implements ClientAuthentication {

        @Override
        public String clientId() {
            return "";
        }

        @Override
        public WireRequest apply(WireRequest request, Fields fields, BodyStyle style) {
            return request.body(fields, style);
        }
    }
}
