package io.meepa.credentials.provider.support;

import io.meepa.credentials.Secret;
import java.util.Optional;

/** Where calls go and as whom, asked anew for each call so that a rotated key needs no restart. */
@FunctionalInterface
public interface Access {

    /**
     * Reads address and key.
     *
     * @return both; the caller closes the key
     * @throws io.meepa.credentials.ConfigurationException if the key is not there
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
         * Makes the grant of a bearer key.
         *
         * @param base the address
         * @param key the key, owned by the grant from now on
         * @return the grant
         */
        public static Grant bearer(BaseUrl base, Secret key) {
            return new Grant(base, "Bearer", Optional.of(key));
        }

        /**
         * Makes the grant of an address that asks for no key.
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
