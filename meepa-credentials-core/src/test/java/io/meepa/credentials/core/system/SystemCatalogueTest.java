package io.meepa.credentials.core.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.Secret;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SystemCatalogueTest {

    private final SystemCatalogue catalogue = SystemCatalogue.builtIn();

    @Test
    @DisplayName("E-91: a host adds entries of its own")
    void takesAHostsEntries() {
        SystemCatalogue larger = catalogue.with("ours.txt", """
                # ours
                offer login jira url:url=JIRA_URL token:api_token=JIRA_TOKEN

                organisation TWILIO_AUTH_TOKEN
                """);
        SystemCredentials system = new SystemCredentials(larger, Map.of("JIRA_URL", "u", "JIRA_TOKEN", "t")::get);
        assertThat(system.list()).extracting(summary -> summary.service()).contains("jira");
        assertThat(larger.organisationVariables()).contains("TWILIO_AUTH_TOKEN", "AGENTMAIL_API_KEY");
        assertThat(catalogue.classify("JIRA_URL")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASS",
                "DB_ANYTHING",
                "STRIPE_API_KEY",
                "AGENTMAIL_API_KEY",
                "ENCRYPTION_KEY",
                "OPENAI_API_KEY",
                "AWS_SECRET_ACCESS_KEY"
            })
    @DisplayName("E-05, E-08, E-12: what is withheld stays withheld, and nothing is offered twice")
    void refusesToOfferWhatIsTaken(String variable) {
        assertThatThrownBy(() -> catalogue.with("ours.txt", "\noffer login mine value:other=" + variable))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ours.txt line 2")
                .hasMessageContaining(variable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "offer login | needs: offer",
                "offer login mine VALUE | needs its items",
                "offer login mine a:b=1A | needs its items",
                "offer api_key openai a:b=NEW | a second time",
                "keyless api_key | needs: keyless",
                "platform A-B | cannot be a variable",
                "sample abc nowhere | needs: sample",
                "offr login mine | begins with none of",
                "infrastructure OPENAI_API_KEY | a second meaning"
            })
    void refusesEntriesThatItCannotRead(String entry, String reason) {
        assertThatThrownBy(() -> catalogue.with("ours.txt", entry))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ours.txt line 1")
                .hasMessageContaining(reason);
    }

    @Test
    @DisplayName("E-90: six public secrets are known by digest")
    void knowsSecretsByDigest() {
        assertThat(catalogue.sample(Secret.of("not-a-sample"))).isEmpty();
        assertThat(catalogue
                        .with("x", "sample " + Digests.sha256("abc") + " an example")
                        .sample(Secret.of("abc")))
                .contains("an example");
        assertThat(catalogue.samples())
                .hasSize(6)
                .allSatisfy(
                        (digest, where) -> assertThat(catalogue.classify(where.substring(where.lastIndexOf(' ') + 1)))
                                .contains(VariableClass.INFRASTRUCTURE));
    }

    @Test
    @DisplayName("M-60, M-61: organisations' keys are known by name")
    void knowsOrganisationKeys() {
        assertThat(catalogue.organisationVariables())
                .containsExactly("AGENTMAIL_API_KEY", "AYRSHARE_API_KEY", "AYRSHARE_JWT_KEY", "PRIVACY_API_KEY");
    }
}
