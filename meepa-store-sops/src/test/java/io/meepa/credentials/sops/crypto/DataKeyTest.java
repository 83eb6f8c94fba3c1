package io.meepa.credentials.sops.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataKeyTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void matchesTheSameBytesAlone() {
        DataKey key = DataKey.generate(random);

        assertThat(key.matches(DataKey.copyOf(key.bytes()))).isTrue();
        assertThat(key.matches(DataKey.generate(random))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16, 31, 33})
    void hasThirtyTwoBytes(int length) {
        assertThatThrownBy(() -> DataKey.copyOf(new byte[length]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes");
    }

    @Test
    void printsNothingOfItself() {
        assertThat(DataKey.generate(random)).hasToString("DataKey[redacted]");
    }
}
