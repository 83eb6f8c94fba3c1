package io.meepa.credentials.core.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.OutputMask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MaskingStreamTest {

    private static final String SECRET = "s3cr&t \"Value\"/äé~\\+=";

    private final OutputMask mask = masking(SECRET);

    @Test
    @DisplayName("F-06: every split over two and three chunks, in every form: 0 leaks")
    void findsASecretHoweverItIsSplit() throws IOException {
        for (Map.Entry<String, String> form : Spellings.of(SECRET).entrySet()) {
            byte[] text = ("before " + form.getValue() + " after").getBytes(StandardCharsets.UTF_8);
            for (int first = 0; first <= text.length; first++) {
                for (int second = first; second <= text.length; second++) {
                    assertThat(masked(mask, text, first, second))
                            .as("%s split at %d and %d", form.getKey(), first, second)
                            .startsWith("before ")
                            .endsWith(" after")
                            .contains("***")
                            .doesNotContain(Spellings.core(form.getValue()));
                }
            }
        }
    }

    @Test
    void findsASecretByteByByte() throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (OutputStream stream = mask.filter(seen)) {
            for (byte octet : ("<" + SECRET + ">").getBytes(StandardCharsets.UTF_8)) {
                stream.write(octet);
                stream.flush();
            }
        }
        assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("<***>");
    }

    @Test
    void masksHoweverManyStandInOnePiece() throws IOException {
        byte[] text = (SECRET + ",").repeat(1_000).getBytes(StandardCharsets.UTF_8);

        assertThat(masked(mask, text, 0, 0)).isEqualTo("***,".repeat(1_000));
    }

    @Test
    void masksOverlappingSecretsWhole() {
        OutputMask both = masking("abcdefghij", "fghijklmno");
        assertThat(both.apply("<abcdefghijklmno>")).isEqualTo("<***>");
        assertThat(both.apply("<abcdefghijfghijklmno>")).isEqualTo("<******>");
    }

    @Test
    void masksTheLongerOfTwoSecretsThatBeginAlike() {
        OutputMask both = masking("password1", "password1-longer");
        assertThat(both.apply("<password1-longer>")).isEqualTo("<***>");
        assertThat(both.apply("<password1-long>")).isEqualTo("<***-long>");
        assertThat(both.apply("<password1")).isEqualTo("<***");
    }

    @Test
    void masksASecretWithinASecret() {
        OutputMask both = masking("inner-secret", "outer(inner-secret)outer");
        assertThat(both.apply("outer(inner-secret)outer outer(inner-secret).")).isEqualTo("*** outer(***).");
    }

    @Test
    void masksRepetitionsOfThemselves() {
        OutputMask mask = masking("aaaaaaaaaa");
        assertThat(mask.apply("a".repeat(9))).isEqualTo("a".repeat(9));
        assertThat(mask.apply("<" + "a".repeat(100_000) + ">")).isEqualTo("<***>");
    }

    @Test
    void masksBetweenBytesThatAreNotText() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3});
        text.write(SECRET.getBytes(StandardCharsets.UTF_8));
        text.write(new byte[] {(byte) 0xa4, (byte) 0x80});
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (OutputStream stream = mask.filter(seen)) {
            text.writeTo(stream);
        }
        assertThat(seen.toByteArray()).containsExactly(0xff, 0xfe, 0, 0xc3, '*', '*', '*', 0xa4, 0x80);
    }

    @Test
    void masksASecretThatIsNotText() throws IOException {
        byte[] key = new byte[32];
        new Random(7).nextBytes(key);
        OutputMask binary = SecretMask.of(Map.of("key", Secret.copyOf(key)));
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (OutputStream stream = binary.filter(seen)) {
            stream.write(key, 0, 11);
            stream.write(key, 11, 21);
        }
        assertThat(seen.toString(StandardCharsets.US_ASCII)).isEqualTo("***");
    }

    @Test
    void passesOnAtAFlushWhatCannotBeASecret() throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        OutputStream stream = mask.filter(seen);
        stream.write("Password: s3c".getBytes(StandardCharsets.UTF_8));
        stream.flush();
        assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("Password: ");
        stream.close();
        assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("Password: s3c");
    }

    @Test
    @DisplayName("a flush is passed on to what stands behind, of bytes and of characters")
    void passesFlushesOn() throws IOException {
        List<String> flushed = new ArrayList<>();
        try (OutputStream bytes = mask.filter(new ByteArrayOutputStream() {
                    @Override
                    public void flush() {
                        flushed.add("bytes");
                    }
                });
                Writer characters = mask.filter(new StringWriter() {
                    @Override
                    public void flush() {
                        flushed.add("characters");
                    }
                })) {
            bytes.flush();
            characters.flush();
            assertThat(flushed).containsExactly("bytes", "characters");
        }
    }

    @Test
    void masksASecretThatTheEndCutOff() {
        assertThat(mask.apply("<" + SECRET.substring(0, 16))).isEqualTo("<***");
        assertThat(mask.apply("<" + SECRET.substring(0, 15))).isEqualTo("<" + SECRET.substring(0, 15));
    }

    @Test
    void takesNothingAfterItWasClosed() throws IOException {
        OutputStream stream = mask.filter(new ByteArrayOutputStream());
        stream.close();
        stream.close();
        assertThatThrownBy(() -> stream.write(1)).isInstanceOf(IOException.class);
        assertThatThrownBy(stream::flush).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("F-06: no false mask in 10 MB without secrets")
    void leavesOtherTextAsItIs() throws IOException {
        OutputMask hundred = masking(Texts.secrets(100, new Random(1)));
        byte[] text = Texts.megabytes(10, new Random(2));
        ByteArrayOutputStream seen = new ByteArrayOutputStream(text.length);
        try (OutputStream stream = hundred.filter(seen)) {
            stream.write(text);
        }
        assertThat(Arrays.equals(seen.toByteArray(), text)).isTrue();
    }

    @Test
    void findsWhatASimpleSearchFinds() throws IOException {
        Random random = new Random(3);
        for (int round = 0; round < 2_000; round++) {
            String[] secrets = Texts.overFewLetters(1 + random.nextInt(4), random);
            String text = Texts.word("ab", 60, random);
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            int first = random.nextInt(bytes.length + 1);
            int second = first + random.nextInt(bytes.length + 1 - first);
            assertThat(masked(masking(secrets), bytes, first, second))
                    .as("%s in %s", Arrays.toString(secrets), text)
                    .isEqualTo(SimpleSearch.mask(text, secrets));
        }
    }

    static OutputMask masking(String... secrets) {
        Map<String, Secret> named = new LinkedHashMap<>();
        for (String secret : secrets) {
            named.put("secret-" + named.size(), Secret.of(secret));
        }
        return SecretMask.of(named);
    }

    private static String masked(OutputMask mask, byte[] text, int first, int second) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try (OutputStream stream = mask.filter(seen)) {
            stream.write(text, 0, first);
            stream.write(text, first, second - first);
            stream.write(text, second, text.length - second);
        }
        return seen.toString(StandardCharsets.UTF_8);
    }
}
