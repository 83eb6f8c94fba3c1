package io.meepa.credentials.core.http.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GunzipStreamTest {

    private static byte[] text() {
        StringBuilder text = new StringBuilder();
        SplittableRandom random = new SplittableRandom(1);
        for (int line = 0; line < 5_000; line++) {
            text.append("line ").append(random.nextInt(1_000_000)).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] unzipped(byte[] bytes, int piece) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GunzipStream stream = new GunzipStream(out)) {
            for (int at = 0; at < bytes.length; at += piece) {
                stream.write(bytes, at, Math.min(piece, bytes.length - at));
                stream.flush();
            }
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 8192, 1 << 20})
    void undoesWhatComesInPieces(int piece) throws IOException {
        assertThat(unzipped(zipped(text()), piece)).isEqualTo(text());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1 << 20})
    void readsAllMembers(int piece) throws IOException {
        byte[] both = joined(zipped(text()), zipped(new byte[0]), zipped("end".getBytes(StandardCharsets.UTF_8)));

        assertThat(unzipped(both, piece)).isEqualTo(joined(text(), "end".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1 << 20})
    void skipsEveryFieldOfTheHeader(int piece) throws IOException {
        byte[] body = "what matters".getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(body);
        deflater.finish();
        byte[] deflated = new byte[100];
        deflated = Arrays.copyOf(deflated, deflater.deflate(deflated));
        deflater.end();
        CRC32 check = new CRC32();
        check.update(body);
        byte[] header = {0x1f, (byte) 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3};
        byte[] extra = {4, 0, 0, 1, 2, 3};
        byte[] names = "name\0comment\0".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(unzipped(joined(header, extra, names, new byte[2], deflated, new byte[8]), piece))
                .isEqualTo(body);
    }

    @Test
    void takesNothingForNothing() throws IOException {
        assertThat(unzipped(new byte[0], 1)).isEmpty();
    }

    @Test
    void refusesWhatIsBroken() throws IOException {
        byte[] whole = zipped(text());
        byte[] flipped = whole.clone();
        Arrays.fill(flipped, 20, 60, (byte) 0xff);

        assertThatThrownBy(() -> unzipped("plain text, not zipped".getBytes(StandardCharsets.UTF_8), 4))
                .isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> unzipped(Arrays.copyOf(whole, whole.length / 2), 64))
                .isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> unzipped(flipped, 64)).isInstanceOf(ZipException.class);
        assertThatThrownBy(() ->
                        unzipped(joined(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 3}, letters()), 4096))
                .isInstanceOf(ZipException.class);
    }

    @Test
    @DisplayName("A header of 65,536 bytes is passed over; one more is too many")
    void takesAHeaderUpToItsLimit() throws IOException {
        assertThat(unzipped(named((1 << 16) - 11), 1 << 20)).isEqualTo(text());
        assertThatThrownBy(() -> unzipped(named((1 << 16) - 10), 1 << 20))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("header");
    }

    /** With a file's name of so many letters, which a zero ends. */
    private static byte[] named(int letters) throws IOException {
        byte[] whole = zipped(text());
        byte[] head = Arrays.copyOf(whole, 10);
        head[3] = 8;
        byte[] name = new byte[letters + 1];
        Arrays.fill(name, 0, letters, (byte) 'n');
        return joined(head, name, Arrays.copyOfRange(whole, 10, whole.length));
    }

    private static byte[] letters() {
        byte[] letters = new byte[1 << 17];
        Arrays.fill(letters, (byte) 'x');
        return letters;
    }
}
