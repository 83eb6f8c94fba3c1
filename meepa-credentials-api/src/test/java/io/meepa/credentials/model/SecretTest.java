package io.meepa.credentials.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R13: a secret is seen by nobody by accident")
final class SecretTest {

    private static final String TEXT = "pässwörd \ud83d\udd11";

    @Test
    void printsAFixedText() {
        assertThat(Secret.of(TEXT)).hasToString("Secret[redacted]");
        assertThat(Secret.of("")).hasToString("Secret[redacted]");
        assertThat(String.format("%s", Secret.of(TEXT))).isEqualTo("Secret[redacted]");
    }

    @Test
    void holdsTextBytesAndCharactersAlike() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);

        assertThat(List.of(Secret.of(TEXT), Secret.copyOf(TEXT.toCharArray()), Secret.copyOf(bytes)))
                .extracting(Secret::reveal)
                .containsOnly(TEXT);
    }

    @Test
    void copiesWhatItIsAskedToCopy() {
        byte[] bytes = {'a', 'b'};
        char[] text = {'a', 'b'};
        Secret ofBytes = Secret.copyOf(bytes);
        Secret ofText = Secret.copyOf(text);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(text, '\0');

        assertThat(ofBytes.reveal()).isEqualTo("ab");
        assertThat(ofText.reveal()).isEqualTo("ab");
    }

    @Test
    void staysOpenForOthersWhenASharedViewIsClosed() {
        Secret secret = Secret.of(TEXT);
        Secret shared = secret.shared();
        Secret sharedAgain = shared.shared();

        shared.close();
        assertThat(shared.reveal()).isEqualTo(TEXT);
        assertThat(secret.matches(sharedAgain)).isTrue();

        secret.close();
        for (Secret one : List.of(secret, shared, sharedAgain)) {
            assertThatIllegalStateException().isThrownBy(one::reveal);
            assertThatIllegalStateException().isThrownBy(one::isEmpty);
        }
    }

    @Test
    void wipesAnArrayThatItTookOver() {
        byte[] bytes = {'a', 'b'};
        Secret secret = Secret.wrap(bytes);
        assertThat(secret.reveal()).isEqualTo("ab");

        secret.close();

        assertThat(bytes).containsOnly(0);
    }

    @Test
    void passesACopyAndWipesIt() {
        Secret secret = Secret.of("ab");
        AtomicReference<byte[]> kept = new AtomicReference<>(new byte[0]);

        int length = secret.withBytes(copy -> {
            assertThat(copy).containsExactly('a', 'b');
            kept.set(copy);
            return copy.length;
        });

        assertThat(length).isEqualTo(2);
        assertThat(kept.get()).hasSize(2).containsOnly(0);
        assertThat(secret.reveal()).isEqualTo("ab");
    }

    @Test
    void wipesTheCopyEvenIfItsUserFails() {
        AtomicReference<byte[]> kept = new AtomicReference<>(new byte[0]);

        assertThatIllegalStateException()
                .isThrownBy(() -> Secret.of("ab").withBytes(copy -> {
                    kept.set(copy);
                    throw new IllegalStateException("on purpose");
                }));

        assertThat(kept.get()).hasSize(2).containsOnly(0);
    }

    @Test
    void isNotChangedByWhoBorrowsIt() {
        Secret secret = Secret.of("ab");

        byte first = secret.withBytes(copy -> {
            copy[0] = 'x';
            return copy[0];
        });

        assertThat(first).isEqualTo((byte) 'x');
        assertThat(secret.reveal()).isEqualTo("ab");
    }

    @Test
    void refusesEveryUseOnceClosed() {
        Secret secret = Secret.of("ab");
        secret.close();
        secret.close();

        assertThatIllegalStateException().isThrownBy(secret::reveal).withMessage("the secret was closed");
        assertThatIllegalStateException().isThrownBy(secret::isEmpty);
        assertThatIllegalStateException().isThrownBy(() -> secret.withBytes(bytes -> bytes.length));
        assertThatIllegalStateException().isThrownBy(() -> secret.matches(Secret.of("ab")));
        assertThatIllegalStateException().isThrownBy(() -> Secret.of("ab").matches(secret));
        assertThat(secret).hasToString("Secret[redacted]");
    }

    @Test
    void hasIdentityInPlaceOfContentAsEquality() {
        Secret secret = Secret.of("ab");

        assertThat(secret).isNotEqualTo(Secret.of("ab"));
        assertThat(secret.hashCode()).isEqualTo(System.identityHashCode(secret));
    }

    @Test
    void comparesContentsWhenAsked() {
        assertThat(Secret.of("ab").matches(Secret.copyOf(new byte[] {'a', 'b'})))
                .isTrue();
        assertThat(Secret.of("ab").matches(Secret.of("ac"))).isFalse();
        assertThat(Secret.of("ab").matches(Secret.of("abc"))).isFalse();
        assertThat(Secret.of("").matches(Secret.of(""))).isTrue();
    }

    @Test
    void knowsWhetherItIsEmpty() {
        assertThat(Secret.of("").isEmpty()).isTrue();
        assertThat(Secret.of(" ").isEmpty()).isFalse();
    }

    @Test
    void isNotSerialisable() {
        assertThat(Serializable.class.isAssignableFrom(Secret.class)).isFalse();
        assertThat(Serializable.class.isAssignableFrom(CredentialItem.class)).isFalse();
    }

    @Test
    @DisplayName("leaves nothing to serialisers that read fields whatever their access")
    void leavesNothingToReflectiveSerialisers() {
        assertThat(Arrays.stream(Secret.class.getDeclaredFields())
                        .filter(field -> !field.isSynthetic() && !Modifier.isStatic(field.getModifiers())))
                .isNotEmpty()
                .allMatch(SecretTest::isLeftOut);
    }

    @Test
    void leavesNothingToSerialisersThatReadProperties() {
        assertThat(Arrays.stream(Secret.class.getMethods()).filter(method -> method.getParameterCount() == 0))
                .noneMatch(method -> method.getName().startsWith("get") && method.getDeclaringClass() == Secret.class);
    }

    private static boolean isLeftOut(Field field) {
        return Modifier.isTransient(field.getModifiers()) && Modifier.isPrivate(field.getModifiers());
    }
}
