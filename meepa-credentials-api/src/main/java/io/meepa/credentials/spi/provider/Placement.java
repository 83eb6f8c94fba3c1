package io.meepa.credentials.spi.provider;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where in a request a value stands. Immutable. */
public sealed interface Placement {

    /** Returns the place, for people. */
    @Override
    String toString();

    /** The header {@code Authorization: Bearer} (RFC 6750, section 2.1). */
    record Bearer() implements Placement {

        @Override
        public String toString() {
            return "bearer";
        }
    }

    /**
     * The header {@code Authorization: Basic} (RFC 7617), with the value as password.
     *
     * @param user the user name; the credential's own item {@code username} if absent
     */
    record Basic(Optional<String> user) implements Placement {

        /**
         * Checks the user name.
         *
         * @throws IllegalArgumentException if it has a colon or a control character, or is blank
         */
        public Basic {
            if (user.filter(name -> name.isBlank()
                            || name.indexOf(':') >= 0
                            || name.chars().anyMatch(Character::isISOControl))
                    .isPresent()) {
                throw new IllegalArgumentException("must be a user name without colons and control characters");
            }
        }

        @Override
        public String toString() {
            return "basic";
        }
    }

    /**
     * A header of its own.
     *
     * @param name the header's name
     */
    record Header(String name) implements Placement {

        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

        /** What the connection needs, and what says whom a request is for. */
        private static final Pattern RESERVED = Pattern.compile(
                "connection|content-.*|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade",
                Pattern.CASE_INSENSITIVE);

        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if it is no header's name, or one that the connection needs
         */
        public Header {
            if (!TOKEN.matcher(name).matches() || RESERVED.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "must be the name of a header that a client may set, such as X-Api-Key");
            }
        }

        @Override
        public String toString() {
            return "header " + name;
        }
    }

    /**
     * A parameter of the query. Servers and proxies log queries: for services that take nothing else.
     *
     * @param name the parameter's name
     */
    record Query(String name) implements Placement {

        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if it has other characters than letters, digits and {@code . _ ~ -}
         */
        public Query {
            if (!PLAIN.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "must be a parameter's name of letters, digits, '.', '_', '~' and '-'");
            }
        }

        @Override
        public String toString() {
            return "query parameter " + name;
        }
    }
}
