package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.spi.SecretSource;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditSettingsTest {

    @TempDir
    private Path folder;

    private Host audit(String members) {
        return Host.writing(folder, "credentials:\n  audit: {" + members + "}\n")
                .home(folder);
    }

    @Test
    void keepsNoTrailByDefaultAndKnowsWhereOneWouldBe() {
        AuditChoice audit = audit("").read().audit();

        assertThat(audit.enabled()).isFalse();
        assertThat(audit.policy().folder()).isEqualTo(folder.resolve("audit"));
        assertThat(audit.policy().segmentBytes()).isEqualTo(16_777_216);
        assertThat(audit.policy().kept()).isEmpty();
        assertThat(audit.policy().refusing()).isFalse();
        assertThat(audit.keyFile()).isEqualTo(folder.resolve("audit.key"));
        assertThat(audit.keySource()).isEmpty();
    }

    @Test
    void readsEveryKey() {
        AuditChoice audit = audit("enabled: true, folder: /var/log/meepa, key_env: AUDIT_KEY, segment_bytes: 8192,"
                        + " keep_segments: 3, on_failure: refuse")
                .read()
                .audit();

        assertThat(audit.enabled()).isTrue();
        assertThat(audit.policy().folder()).isEqualTo(Path.of("/var/log/meepa"));
        assertThat(audit.policy().segmentBytes()).isEqualTo(8192);
        assertThat(audit.policy().kept()).isEqualTo(OptionalInt.of(3));
        assertThat(audit.policy().refusing()).isTrue();
        assertThat(audit.keySource().map(SecretSource::describe))
                .hasValueSatisfying(source -> assertThat(source).contains("AUDIT_KEY"));
        assertThat(audit("key_file: /keys/audit.key").read().audit().keyFile()).isEqualTo(Path.of("/keys/audit.key"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enabld: true | credentials.audit.enabld is not a setting of Meepa Credentials; did you mean enabled?",
                "enabled: 'yes' | credentials.audit.enabled must be true or false",
                "folder: logs | credentials.audit.folder must be an absolute path",
                "segment_bytes: 10 | credentials.audit.segment_bytes must be between 4096 and 1073741824",
                "keep_segments: 1 | credentials.audit.keep_segments must be between 2 and 100000",
                "on_failure: panic | credentials.audit.on_failure must be one of [CONTINUE, REFUSE]",
                "key_env: not-a-name | credentials.audit.key_env must be the name of an environment variable",
                "folder: /a, key_file: /a/key | credentials.audit.key_file is in the trail's folder",
            })
    void refusesWhatItCannotUse(String members, String why) {
        assertThat(audit(members).refusal()).contains("config.yaml:2: ").contains(why);
    }

    @Test
    void refusesATrailThatIsNoSection() {
        assertThat(Host.writing(folder, "credentials: {audit: true}").refusal())
                .contains("credentials.audit must be a section");
    }
}
