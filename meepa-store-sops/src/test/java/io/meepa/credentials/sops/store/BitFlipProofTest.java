package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Documents.show;
import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialException;
import io.meepa.credentials.spi.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule 10, S1: every bit of a file of twenty credentials turned, one at a time. */
@Tag("proof")
class BitFlipProofTest {

    @TempDir
    Path folder;

    @Test
    @DisplayName("S1: no turned bit is accepted with another result")
    void acceptsNoTurnedBitWithAnotherResult() throws IOException {
        Home home = new Home(folder);
        home.open().write(MEEPA, Documents.of(20), Revision.ABSENT);
        byte[] file = Home.bytes(home.document());
        String good = show(Documents.of(20));
        int tried = 0;
        int same = 0;
        int different = 0;
        // A stride without a factor of eight visits every position within a byte.
        int stride = Proof.stride(97);
        for (int bit = 0; bit < file.length * 8; bit += stride) {
            file[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(home.document(), file);
            tried++;
            try {
                if (show(home.open().read(MEEPA).orElseThrow().content()).equals(good)) {
                    same++;
                } else {
                    different++;
                }
            } catch (CredentialException e) {
                assertThat(e).hasMessageContaining("agent meepa");
            }
            file[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(different).isZero();
        assertThat(same).isLessThan(tried / 10);
        Proof.report(
                "S1 single bits turned",
                tried + " of " + file.length * 8 + ", " + (tried - same) + " refused, " + same
                        + " without effect, 0 accepted with another result");
    }
}
