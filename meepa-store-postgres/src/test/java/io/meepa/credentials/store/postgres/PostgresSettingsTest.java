package io.meepa.credentials.store.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.testkit.TestContexts;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PostgresSettingsTest {

    private static final String URL = "jdbc:postgresql://127.0.0.1/none";

    private final TestContexts contexts = TestContexts.create();
    private final String recipient = TestKeys.make().recipient();

    @Test
    void needAKeyThatEveryMachineHas() {
        refused(
                Map.of(),
                "credentials.test.key_env is required, or key_command, or key_file with public_key: this store"
                        + " makes no key by itself. Make one with age-keygen and give it to every machine");
        refused(
                Map.of("key_file", "service.key"),
                "credentials.test.key_file needs public_key beside it: the documents are"
                        + " shared by several machines, and a key file made on one of them would open nothing on the others");
        open(Map.of("key_file", "service.key", "public_key", recipient));
    }

    @Test
    void needAUrlWithoutALogin() {
        refused(Map.of("key_env", "KEY", "url", "postgres://db"), "url must be a JDBC url");
        refused(Map.of("key_env", "KEY", "url", URL + "?password=canary-url-1"), "url holds a login: set user");
        refused(Map.of("key_env", "KEY", "url", "jdbc:unheard:of"), "url has no JDBC driver on the class path");
        refused(Map.of("key_env", "KEY", "password_env", "canary-url-2"), "password_env must be the name of an");
    }

    @Test
    void keepALockForLongerThanACall() {
        refused(
                Map.of("key_env", "KEY", "lease", "30s"),
                "lease must be 45s at least: before each upstream call a run must" + " be sure of its lock for 30s");
        refused(Map.of("key_env", "KEY", "heartbeat", "30s"), "heartbeat must be a sixth of lease at most");
    }

    @Test
    @DisplayName("Each number and period at its limit, and one beyond")
    void holdTheirLimits() {
        for (long right : new long[] {1, 100}) {
            open(Map.of("key_env", "KEY", "connections", right));
        }
        for (long wrong : new long[] {0, 101}) {
            refused(Map.of("key_env", "KEY", "connections", wrong), "connections must be between 1 and 100");
        }
        open(Map.of("key_env", "KEY", "lease", "45s"));
        refused(Map.of("key_env", "KEY", "lease", "44999ms"), "lease must be 45s at least");
        open(Map.of("key_env", "KEY", "lease", "60s", "heartbeat", "10s"));
        refused(
                Map.of("key_env", "KEY", "lease", "60s", "heartbeat", "10001ms"),
                "heartbeat must be a sixth of lease at most");
        for (String period : List.of("call_timeout", "read_patience", "write_patience", "longest_run")) {
            open(Map.of("key_env", "KEY", period, "1ms"));
            refused(Map.of("key_env", "KEY", period, "0ms"), period + " must be longer than nothing");
        }
    }

    private void refused(Map<String, ?> settings, String message) {
        assertThatThrownBy(() -> open(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("canary");
    }

    private void open(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("url", URL));
        all.putAll(settings);
        new PostgresStore()
                .open(contexts.store(contexts.settings(all), Path.of("nowhere")))
                .close();
    }
}
