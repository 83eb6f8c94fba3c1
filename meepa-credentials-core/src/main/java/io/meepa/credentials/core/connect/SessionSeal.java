package io.meepa.credentials.core.connect;

import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.model.Secret;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keeps of a host's session only a keyed digest, with a key of its own for each sign-in. */
final class SessionSeal {

    private static final int KEY_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private SessionSeal() {}

    /** Returns a new key, as text. */
    static Secret newKey(RandomGenerator source) {
        byte[] key = new byte[KEY_BYTES];
        source.nextBytes(key);
        return Secret.of(HexFormat.of().formatHex(key));
    }

    /** Returns the digest of a session under a key. */
    static String of(SessionBinding binding, Secret key) {
        return key.withBytes(bytes -> binding.withBytes(session -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(bytes, ALGORITHM));
                return HexFormat.of().formatHex(mac.doFinal(session));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
            }
        }));
    }
}
