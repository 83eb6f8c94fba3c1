package io.meepa.credentials.sops.traversal;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.sops.SopsJson;
import io.meepa.credentials.sops.crypto.DataKey;
import io.meepa.credentials.sops.crypto.ValueCipher;
import io.meepa.credentials.sops.crypto.ValueMac;
import io.meepa.credentials.sops.json.JsonWriter;
import io.meepa.credentials.sops.tree.EncryptionRule;
import io.meepa.credentials.sops.tree.SopsNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadBackTest {

    private static final String WRITTEN =
            "{\"a\":\"1\",\"list\":[\"x\",2],\"below\":{\"b\":true,\"c_unencrypted\":\"y\"}}";

    private final SecureRandom random = new SecureRandom();
    private final DataKey key = DataKey.generate(random);
    private final EncryptionRule rule = EncryptionRule.standard();

    @Test
    void findsNoDifferenceInWhatWasMeant() {
        assertThat(matches(WRITTEN)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"2\",\"list\":[\"x\",2],\"below\":{\"b\":true,\"c_unencrypted\":\"y\"}}",
                "{\"z\":\"1\",\"list\":[\"x\",2],\"below\":{\"b\":true,\"c_unencrypted\":\"y\"}}",
                "{\"a\":1,\"list\":[\"x\",2],\"below\":{\"b\":true,\"c_unencrypted\":\"y\"}}",
                "{\"list\":[\"x\",2],\"a\":\"1\",\"below\":{\"b\":true,\"c_unencrypted\":\"y\"}}",
                "{\"a\":\"1\",\"list\":[\"x\"],\"below\":{\"b\":true,\"c_unencrypted\":\"y\"}}",
                "{\"a\":\"1\",\"list\":[\"x\",2,3],\"below\":{\"b\":true,\"c_unencrypted\":\"y\"}}",
                "{\"a\":\"1\",\"list\":[\"x\",2],\"below\":{\"b\":true,\"c_unencrypted\":\"z\"}}",
                "{\"a\":\"1\",\"list\":[\"x\",2],\"below\":{\"b\":true}}",
                "{\"a\":\"1\",\"list\":[\"x\",2],\"below\":{\"b\":true,\"c_unencrypted\":\"y\",\"d\":\"\"}}",
                "{\"a\":\"1\",\"list\":[\"x\",2],\"below\":[true,\"y\"]}",
                "{\"a\":\"1\",\"list\":{\"x\":2},\"below\":{\"b\":true,\"c_unencrypted\":\"y\"}}",
                "{\"a\":\"1\",\"list\":[\"x\",2]}",
                "{\"a\":\"1\",\"list\":[\"x\",2],\"below\":{\"b\":true,\"c_unencrypted\":\"y\"},\"e\":\"1\"}"
            })
    void findsEachDifferenceFromWhatWasMeant(String meant) {
        assertThat(matches(meant)).isFalse();
    }

    private boolean matches(String meant) {
        try (ValueCipher cipher = new ValueCipher(key, random)) {
            SopsNode.Fields body =
                    new TreeWriter(cipher, new ValueMac(false), CipherTexts.none()).encrypted(tree(WRITTEN), rule);
            TreeReader reader = new TreeReader(cipher, new ValueMac(false));
            return new ReadBack(reader, "sops").matches(JsonWriter.write(body), tree(meant), rule);
        }
    }

    private static SopsNode.Fields tree(String json) {
        return SopsJson.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
