package io.meepa.credentials.sops.age;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A wrapped key, at the limits and one beyond")
class AgeBorderTest {

    private static final int LONGEST_CONTENT = 1_024;
    private static final int LONGEST_TEXT = 65_536;

    private KeyWrapper wrapper;
    private KeyUnwrapper unwrapper;

    @BeforeEach
    void makesAnIdentity() {
        byte[] identity = X25519.generate().getPrivate().getEncoded();
        String recipient = X25519.recipientOf(identity);
        wrapper = X25519.wrapper(recipient);
        unwrapper = X25519.unwrapper(identity, recipient);
    }

    @Test
    void lengthOfTheContent() {
        assertThat(unwrapper.unwrap(wrapper.wrap(content(LONGEST_CONTENT)))).contains(content(LONGEST_CONTENT));
        assertThat(unwrapper.unwrap(wrapper.wrap(content(LONGEST_CONTENT + 1)))).isEmpty();
    }

    @Test
    void lengthOfTheText() {
        String armored = wrapper.wrap(content(32));

        assertThat(unwrapper.unwrap(padded(armored, LONGEST_TEXT))).contains(content(32));
        assertThat(unwrapper.unwrap(padded(armored, LONGEST_TEXT + 1))).isEmpty();
    }

    @Test
    @DisplayName("What is written is far from both limits")
    void lengthOfWhatIsWritten() {
        assertThat(wrapper.wrap(content(32)).getBytes(StandardCharsets.US_ASCII))
                .hasSize(385);
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) i;
        }
        return content;
    }

    /** White space around an armor belongs to its text and not to the file. */
    private static String padded(String armored, int length) {
        return armored + " ".repeat(length - armored.length());
    }
}
