package io.meepa.credentials.provider.support;

import io.meepa.credentials.model.Secret;
import java.util.Optional;

/** Address and key of an upstream, read for each call so that a rotated key needs no restart. */
@FunctionalInterface
public interface ApiEndpoint {

    /**
     * Reads address and key.
     *
     * @return both; the caller closes the key
     * @throws io.meepa.credentials.error.ConfigurationException if the key is not there
     */
    Grant read();

    /**
     * Address and key of one call.
     *
     * @param base the address
     * @param scheme the word before the key in the {@code Authorization} header; empty for the bare key
     * @param key the key, or empty to send no such header
     */
    record Grant(BaseUrl base, String scheme, Optional<Secret> key) implements AutoCloseable {

        /**
         * Creates the grant of a bearer key.
         *
         * @param base the address
         * @param key the key, owned by the grant from now on
         * @return the grant
         */
        public static Grant bearer(BaseUrl base, Secret key) {
            return new Grant(base, "Bearer", Optional.of(key));
        }

        /**
         * Creates the grant of an address that asks for no key.
         *
         * @param base the address
         * @return the grant
         */
        public static Grant open(BaseUrl base) {
            return new Grant(base, "", Optional.empty());
        }

        @Override
        public void close() {
            key.ifPresent(Secret::close);
        }
    }
}
