package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A configuration is read at each limit, and refused one beyond")
class ConfigurationLimitsTest {

    private static final String RULE = "credentials.http.rules.acme.";

    @TempDir
    private Path folder = Path.of("");

    private Host host(String yaml) {
        return Host.writing(folder, yaml);
    }

    @Test
    void sizeOfAFile() {
        int most = 1 << 20;
        String whole = ("#" + "x".repeat(1022) + "\n").repeat(1024);

        assertThat(whole).hasSize(most);
        assertThat(host(whole).read().enabled()).isFalse();
        assertThat(host(whole + "\n").refusal()).contains("is larger than 1 MiB");
    }

    @Test
    void lengthOfALine() {
        String line = "#" + "x".repeat((1 << 16) - 1);

        assertThat(host(line).read().enabled()).isFalse();
        assertThat(host(line + "x").refusal()).contains("is longer than 64 KiB");
    }

    @ParameterizedTest
    @CsvSource({"[, ]", "{a: , }"})
    void depthOfAFile(String opening, String closing) {
        String begin = "gateway: ";

        assertThat(host(begin + opening.repeat(62) + "1" + closing.repeat(62))
                        .read()
                        .enabled())
                .isFalse();
        assertThat(host(begin + opening.repeat(63) + "1" + closing.repeat(63)).refusal())
                .contains("is nested deeper than 64 levels");
    }

    @Test
    void depthOfAValueInCode() {
        String key = "credentials.http.private_hosts";

        assertThat(Host.withoutFile().set(key, nested(63)).refusal()).endsWith("must be a list of texts");
        assertThat(Host.withoutFile().set(key, nested(64)).refusal()).contains("is nested deeper than 64 levels");
    }

    private static Object nested(int lists) {
        Object value = "x";
        for (int i = 0; i < lists; i++) {
            value = List.of(value);
        }
        return value;
    }

    @Test
    @DisplayName("Aliases stand for 100,000 values in all")
    void valuesBehindAliases() {
        String list = "a: &a [" + "1,".repeat(999) + "]\n";

        assertThat(host(list + "b: [" + "*a,".repeat(100) + "]\n").read().enabled())
                .isFalse();
        assertThat(host(list + "b: [" + "*a,".repeat(101) + "]\n").refusal()).contains("refers to anchors too often");
    }

    @Test
    void lengthOfAKey() {
        assertThat(host("credentials: {email: {" + "k".repeat(128) + ": 1}}").refusal())
                .contains("is not a setting of Meepa Credentials");
        assertThat(host("credentials: {email: {" + "k".repeat(129) + ": 1}}").refusal())
                .contains("longer than 128 characters");
    }

    @Test
    void elementsOfAListByNumber() {
        assertThat(numbered(9_999).read().enabled()).isFalse();
        assertThat(numbered(10_000).refusal()).contains("http.private_hosts");
    }

    private static Host numbered(int last) {
        Host host = Host.withoutFile();
        IntStream.rangeClosed(0, last)
                .forEach(i -> host.set("credentials.http.private_hosts[" + i + "]", "h" + i + ".test"));
        return host;
    }

    @ParameterizedTest
    @CsvSource({
        "namespace, 16, a, 1 to 16 of a-z",
        "email_prefix, 64, a, what stands before the @",
    })
    void lengthOfAName(String key, int most, String letter, String refusal) {
        assertThat(named(key, letter.repeat(most)).read().enabled()).isTrue();
        assertThat(named(key, letter.repeat(most + 1)).refusal()).contains(refusal);
    }

    private Host named(String key, String value) {
        return key.equals("namespace")
                ? host("credentials: {enabled: true, namespace: " + value + "}")
                : host("credentials: {enabled: true}\nagents: [{id: a, identity: {" + key + ": " + value + "}}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "credentials: {enabled: true, concurrency: N} | 1 | 256",
                "agents: [{id: a, identity: {credit_card_spend_limit: N}}] | 0 | 1000000000",
                "credentials: {enabled: true, audit: {segment_bytes: N}} | 4096 | 1073741824",
                "credentials: {enabled: true, audit: {keep_segments: N}} | 2 | 100000",
            })
    void numbers(String setting, long least, long most) {
        for (long right : new long[] {least, most}) {
            assertThat(host(setting.replace("N", Long.toString(right))).read()).isNotNull();
        }
        for (long wrong : new long[] {least - 1, most + 1}) {
            assertThat(host(setting.replace("N", Long.toString(wrong))).refusal())
                    .contains("must be between " + least + " and " + most);
        }
    }

    @Test
    void portOfARule() {
        for (int right : new int[] {1, 65_535}) {
            assertThat(ruled(right).read().requests().rules()).hasSize(1);
        }
        for (int wrong : new int[] {0, 65_536}) {
            assertThat(ruled(wrong).refusal()).contains("port must be between 1 and 65535");
        }
    }

    private static Host ruled(int port) {
        Host host = Host.withoutFile();
        Map.of("item", (Object) "api_key/acme#key", "host", "api.acme.test", "port", port)
                .forEach((key, value) -> host.set(RULE + key, value));
        return host;
    }

    @Test
    void digitsOfAPhoneNumber() {
        for (int digits : new int[] {7, 15}) {
            assertThat(phone(digits).read()).isNotNull();
        }
        for (int digits : new int[] {6, 16}) {
            assertThat(phone(digits).refusal()).contains("must be in E.164 form");
        }
    }

    private Host phone(int digits) {
        return host("agents: [{id: a, identity: {phone_number: \"+" + "1".repeat(digits) + "\"}}]");
    }
}
