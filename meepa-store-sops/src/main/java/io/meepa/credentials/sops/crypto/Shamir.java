package io.meepa.credentials.sops.crypto;

import io.meepa.credentials.sops.text.Defect;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Combines shares of a data key that was split over GF(2^8), reduction polynomial x^8+x^4+x^3+x+1. A share is the y
 * values followed by one x.
 */
public final class Shamir {

    private static final int SHARE_BYTES = DataKey.BYTES + 1;
    private static final int REDUCTION = 0x1B;

    private Shamir() {}

    /**
     * Combines shares.
     *
     * @param shares at least as many as the threshold
     * @return the key
     * @throws Defect if a share is not one, or two are of the same group
     */
    public static DataKey combine(Collection<byte[]> shares) {
        List<byte[]> all = List.copyOf(shares);
        requireDistinct(all);
        byte[] key = new byte[DataKey.BYTES];
        for (byte[] share : all) {
            int weight = weightAtZero(share, all);
            for (int i = 0; i < key.length; i++) {
                key[i] ^= (byte) multiply(share[i] & 0xFF, weight);
            }
        }
        try {
            return DataKey.copyOf(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static void requireDistinct(List<byte[]> shares) {
        boolean[] seen = new boolean[256];
        for (byte[] share : shares) {
            if (share.length != SHARE_BYTES) {
                throw Defect.malformed("a key group holds no share of a data key; restore the file from a good copy");
            }
            if (x(share) == 0 || seen[x(share)]) {
                throw Defect.malformed("two key groups hold the same share; restore the file from a good copy");
            }
            seen[x(share)] = true;
        }
    }

    private static int weightAtZero(byte[] share, List<byte[]> all) {
        int weight = 1;
        for (byte[] other : all) {
            if (other != share) {
                weight = multiply(weight, multiply(x(other), inverse(x(share) ^ x(other))));
            }
        }
        return weight;
    }

    private static int x(byte[] share) {
        return share[DataKey.BYTES] & 0xFF;
    }

    // No tables and no branches on the operands, so that memory access shows nothing of the key.
    private static int multiply(int a, int b) {
        int product = 0;
        for (int bit = 7; bit >= 0; bit--) {
            product = ((product << 1) & 0xFF) ^ (-(product >> 7) & REDUCTION);
            product ^= -((b >> bit) & 1) & a;
        }
        return product;
    }

    private static int inverse(int a) {
        int power = a;
        for (int i = 0; i < 6; i++) {
            power = multiply(multiply(power, power), a);
        }
        return multiply(power, power);
    }
}
