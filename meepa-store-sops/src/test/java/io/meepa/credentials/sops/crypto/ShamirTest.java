package io.meepa.credentials.sops.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.sops.text.Defect;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shares are made here, with a multiplication written differently; the real ones are in the proofs against sops. */
class ShamirTest {

    private final Random random = new Random(3);
    private final byte[] key = bytes();
    private final byte[][] coefficients = {key, bytes(), bytes()};

    private byte[] bytes() {
        byte[] bytes = new byte[DataKey.BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] share(int x) {
        byte[] share = new byte[DataKey.BYTES + 1];
        for (int i = 0; i < DataKey.BYTES; i++) {
            int y = 0;
            for (int power = coefficients.length - 1; power >= 0; power--) {
                y = times(y, x) ^ (coefficients[power][i] & 0xFF);
            }
            share[i] = (byte) y;
        }
        share[DataKey.BYTES] = (byte) x;
        return share;
    }

    private static int times(int a, int b) {
        int product = 0;
        for (int left = a, right = b; right > 0; right >>= 1) {
            product ^= (right & 1) == 1 ? left : 0;
            left = (left & 0x80) == 0 ? left << 1 : (left << 1) ^ 0x11B;
        }
        return product;
    }

    @Test
    void combinesAnyShares() {
        assertThat(Shamir.combine(List.of(share(1), share(2), share(3))).bytes())
                .isEqualTo(key);
        assertThat(Shamir.combine(List.of(share(200), share(7), share(255))).bytes())
                .isEqualTo(key);
        assertThat(Shamir.combine(List.of(share(4), share(3), share(2), share(1)))
                        .bytes())
                .isEqualTo(key);
    }

    @Test
    void givesSomethingElseForTooFew() {
        assertThat(Shamir.combine(List.of(share(1), share(2))).bytes()).isNotEqualTo(key);
    }

    @Test
    void refusesWhatIsNoSetOfShares() {
        assertThatThrownBy(() -> Shamir.combine(List.of(share(1), share(1)))).isInstanceOf(Defect.class);
        assertThatThrownBy(() -> Shamir.combine(List.of(share(0), share(1)))).isInstanceOf(Defect.class);
        assertThatThrownBy(() -> Shamir.combine(List.of(key, share(1)))).isInstanceOf(Defect.class);
    }
}
