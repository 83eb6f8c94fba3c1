package io.meepa.credentials.sops.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.sops.text.Defect;
import io.meepa.credentials.sops.tree.SopsLeaf;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that the cipher package of sops itself accepts; key 00..1f, vector 20..3f. */
class KnownValuesTest {

    private static final String IV = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
    private static final DataKey KEY = DataKey.copyOf(counting(0));
    private final ValueCipher cipher = new ValueCipher(KEY, new SecureRandom());

    /** The provider refuses one key and vector twice in a row; these tests use them again and again. */
    @AfterEach
    void forgetTheKey() {
        cipher.close();
    }

    private static byte[] counting(int from) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "svc:token:, hello, f6SdJOI=, hCGMm9FR5LszBNhXEFRltQ==, str",
        "svc:n:, 42, I/M=, c/imPZNQGMKZCWNgpL91OQ==, int",
        "svc:f:, 1.5, Ju/E, HcNU8MEFWIK815P6KOx/MA==, float",
        "list:, True, Q7OELQ==, HMx2H5Tf5b0bDirIwmgwog==, bool",
    })
    void encryptsAndDecryptsTheValuesKnown(String aad, String plain, String data, String tag, String type) {
        String text = "ENC[AES256_GCM,data:" + data + ",iv:" + IV + ",tag:" + tag + ",type:" + type + "]";

        assertThat(cipher.encrypt(utf8(plain), type, utf8(aad), counting(32)).text())
                .isEqualTo(text);
        assertThat(cipher.decrypt(EncText.parse(text, "here"), utf8(aad), "here"))
                .isEqualTo(utf8(plain));
    }

    @Test
    void refusesAValueMovedToAnotherKey() {
        EncText value = cipher.encrypt(utf8("hello"), "str", utf8("a:"));

        Assertions.assertThatThrownBy(() -> cipher.decrypt(value, utf8("b:"), "[\"b\"]"))
                .isInstanceOfSatisfying(
                        Defect.class, defect -> assertThat(defect.isTampering()).isTrue())
                .hasMessageContaining("[\"b\"]")
                .hasMessageNotContaining("hello");
    }

    @Test
    void hashesTheValuesKnown() {
        ValueMac mac = new ValueMac(false);
        for (String value : new String[] {"ghp_demo", "repo", "read:org", "1767225600"}) {
            mac.add(SopsLeaf.text(value), true);
        }
        mac.add(SopsLeaf.text("plain"), false);
        mac.add(SopsLeaf.text("0.1"), true);
        mac.add(SopsLeaf.text("True"), true);
        mac.add(SopsLeaf.text(""), true);

        assertThat(new String(mac.finish(), StandardCharsets.US_ASCII))
                .isEqualTo("730B23684BF041B4DEC5154DC1584E74A4F4D25E1BAFC6FE2736CC3C8BDAE528"
                        + "891B0FA63F8BEFD986A72AFBDCA0AE657D00B96F72F33189D9E0A90C500F5BE2");
    }

    @Test
    void hashesOnlyWhatIsEncryptedOnDemand() {
        ValueMac mac = new ValueMac(true);
        for (String value : new String[] {"ghp_demo", "repo", "read:org", "1767225600"}) {
            mac.add(SopsLeaf.text(value), true);
        }
        mac.add(SopsLeaf.text("plain"), false);
        mac.add(SopsLeaf.text("0.1"), true);
        mac.add(SopsLeaf.text("True"), true);

        assertThat(new String(mac.finish(), StandardCharsets.US_ASCII)).startsWith("EDF068FB911ACD924C62C7AA77B3812A");
    }
}
