package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Documents.show;
import static io.meepa.credentials.sops.store.Home.MEEPA;
import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.sealed.DocumentPlace;
import io.meepa.credentials.sops.sealed.VerifiedDocument;
import io.meepa.credentials.spi.store.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R10, S1: every bit of a file of twenty credentials turned, one at a time. */
@Tag("proof")
class BitFlipProofTest {

    // Strides without a factor of eight visit every position within a byte.
    private static final int THROUGH_THE_STORE = 97;
    private static final int SAMPLED = 31;

    private final String good = show(Documents.of(20));

    @TempDir
    Path folder;

    private Home home;
    private byte[] file = new byte[0];
    private int tried;
    private int same;
    private int different;

    @BeforeEach
    void writesTheFile() {
        home = new Home(folder);
        home.open().write(MEEPA, Documents.of(20), Revision.ABSENT);
        file = Home.bytes(home.document());
    }

    /**
     * What a reader does with the bytes it has read. The data key is unwrapped again only where the turned bit is in its
     * wrapped form: elsewhere the same form gives the same key. A reader also reads a damaged file again several times.
     */
    @Test
    @DisplayName("S1: no turned bit is accepted with another result")
    void acceptsNoTurnedBitWithAnotherResult() {
        Identities identities = home.identities();
        SopsDocument known = SopsDocument.open(file, identities);
        DocumentPlace place = new DocumentPlace(MEEPA, "meepa", false, "bytes");
        sweep(Proof.stride(SAMPLED), () -> {
            VerifiedDocument examined = VerifiedDocument.of(place, SopsDocument.open(file, identities, known));
            return show(examined.content());
        });
        Proof.report("S1 single bits turned", figures());
    }

    @Test
    @DisplayName("S1: nor by a session that reads the file from the disk")
    void acceptsNoTurnedBitFromTheDisk() {
        sweep(THROUGH_THE_STORE, this::readFromTheDisk);
        Proof.report("S1 single bits turned on the disk", figures());
    }

    private String readFromTheDisk() {
        try {
            Files.write(home.document(), file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        try {
            return show(home.open().read(MEEPA).orElseThrow().content());
        } catch (CredentialException e) {
            assertThat(e).hasMessageContaining("agent meepa");
            throw e;
        }
    }

    private void sweep(int stride, Supplier<String> reader) {
        for (int bit = 0; bit < file.length * 8; bit += stride) {
            file[bit / 8] ^= (byte) (1 << bit % 8);
            judge(reader);
            file[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(different).isZero();
        assertThat(same).isLessThan(tried / 10);
    }

    private void judge(Supplier<String> reader) {
        tried++;
        String read;
        try {
            read = reader.get();
        } catch (CredentialException e) {
            return; // Refused, as it should be.
        }
        if (read.equals(good)) {
            same++;
        } else {
            different++;
        }
    }

    private String figures() {
        return tried + " of " + file.length * 8 + ", " + (tried - same) + " refused, " + same
                + " without effect, 0 accepted with another result";
    }
}
