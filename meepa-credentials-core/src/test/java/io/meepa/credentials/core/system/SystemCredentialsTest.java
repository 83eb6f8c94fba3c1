package io.meepa.credentials.core.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKind;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

final class SystemCredentialsTest {

    private static final String VALUE = "value-canary-5e1f";

    private final Map<String, String> host = new HashMap<>();
    private final SystemCatalogue catalogue = SystemCatalogue.builtIn();
    private final SystemCredentials system = new SystemCredentials(catalogue, host::get);

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "variables.csv", numLinesToSkip = 1)
    @DisplayName("E-01 to E-14: every variable of the sample file has its class")
    void classifiesEveryVariable(String feature, String variable, VariableClass kind, String where) {
        assertThat(catalogue.classify(variable)).as(feature).contains(kind);
        assertThat(Optional.ofNullable(where)).isEqualTo(whereOffered(variable));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "variables.csv", numLinesToSkip = 1)
    @DisplayName("E-08 to E-13: set alone, only what is offered and complete is listed")
    void listsNothingThatIsNotOffered(String feature, String variable, VariableClass kind, String where) {
        host.put(variable, VALUE);
        List<CredentialSummary> listed = keyed();
        if (kind != VariableClass.OFFERED) {
            assertThat(listed).as(feature).isEmpty();
        } else if (requiredBeside(variable)) {
            assertThat(listed).isEmpty();
        } else {
            assertThat(listed)
                    .singleElement()
                    .extracting(CredentialSummary::kind)
                    .isEqualTo(CredentialKind.SYSTEM);
            assertThat(where)
                    .startsWith(listed.get(0).category() + "/" + listed.get(0).service() + "#");
        }
    }

    @Test
    @DisplayName("E-91: a variable outside the catalogue is invisible")
    void ignoresEverythingElse() {
        host.putAll(Map.of("SOME_API_KEY", VALUE, "openai_api_key", VALUE, "XOPENAI_API_KEY", VALUE));
        assertThat(keyed()).isEmpty();
        assertThat(catalogue.classify("SOME_API_KEY")).isEmpty();
    }

    @Test
    @DisplayName("E-01: blank is not set")
    void ignoresBlankValues() {
        host.put("OPENAI_API_KEY", "  ");
        assertThat(keyed()).isEmpty();
    }

    @Test
    @DisplayName("E-04: a mail server in parts is not offered, and the reason is reported without values")
    void reportsWhatIsSetInPart() {
        host.putAll(Map.of("SMTP_SERVER", VALUE, "SMTP_USERNAME", VALUE));
        assertThat(keyed()).isEmpty();
        assertThat(system.findings())
                .containsExactly(SystemFindingCode.HALF_SET.finding(
                        "environment",
                        "login/smtp is not offered: SMTP_SERVER, SMTP_USERNAME is set and SMTP_PORT, SMTP_PASSWORD is"
                                + " not"));
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB_CLIENT_ID, oauth_client/github",
        "NOTION_CLIENT_SECRET, oauth_client/notion",
        "REDDIT_CLIENT_ID, oauth_client/reddit",
        "MEDIUM_API_KEY, api_key/medium",
        "WEBSHARE_PROXY_PASSWORD, login/webshare_proxy",
        "LINEAR_FEATURE_REQUEST_TEAM_ID, api_key/linear"
    })
    @DisplayName("E-06, E-14: half a pair is a finding")
    void reportsHalfAPair(String variable, String credential) {
        host.put(variable, VALUE);
        assertThat(system.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).startsWith(credential).doesNotContain(VALUE));
    }

    @Test
    @DisplayName("E-07: ids beside a key may be missing")
    void offersAKeyWithoutItsOptionalIds() {
        host.put("LINEAR_API_KEY", VALUE);
        assertThat(onlyCredential().items()).extracting(CredentialItem::key).containsExactly("api_key");
        host.put("LINEAR_FEATURE_REQUEST_TEAM_ID", "team-1");
        assertThat(onlyCredential().items()).extracting(CredentialItem::key).containsExactly("api_key", "team_id");
        assertThat(system.findings()).isEmpty();
    }

    @Test
    @DisplayName("E-14: a service that needs no key has no fake one")
    void offersAKeylessServiceWithoutItems() {
        assertThat(system.list())
                .singleElement()
                .satisfies(summary -> assertThat(summary.service()).isEqualTo("ollama"))
                .satisfies(summary -> assertThat(summary.items()).isEmpty());
    }

    @Test
    @DisplayName("G-01: a kind of its own, that nobody may remove")
    void isReadOnly() {
        host.put("OPENAI_API_KEY", VALUE);
        CredentialSummary summary = keyed().get(0);
        assertThat(summary.kind()).isEqualTo(CredentialKind.SYSTEM);
        assertThat(summary.deletable()).isFalse();
        assertThat(summary.origin()).isEqualTo(Origin.OPERATOR_PROVIDED);
        assertThat(summary.toString()).doesNotContain(VALUE);
        assertThat(onlyCredential().secret("api_key").reveal()).isEqualTo(VALUE);
        assertThat(onlyCredential().managed()).isFalse();
    }

    @Test
    void readsTheHostAtEachCall() {
        assertThat(keyed()).isEmpty();
        host.put("GROQ_API_KEY", VALUE);
        assertThat(keyed()).hasSize(1);
    }

    @Test
    @DisplayName("E-90: a public secret is a finding wherever a known variable holds it")
    void recognisesSampleSecrets() {
        SystemCatalogue larger = catalogue.with("host.txt", "sample " + Digests.sha256(VALUE) + " a sample of ours");
        SystemCredentials view = new SystemCredentials(larger, host::get);
        host.putAll(Map.of("ENCRYPTION_KEY", VALUE, "OPENAI_API_KEY", "another-value"));
        assertThat(view.findings())
                .containsExactly(SystemFindingCode.SAMPLE_SECRET.finding(
                        "environment",
                        "ENCRYPTION_KEY holds a secret that is public, a sample of ours; make a new one"));
    }

    private List<CredentialSummary> keyed() {
        return system.list().stream()
                .filter(summary -> !summary.service().equals("ollama"))
                .toList();
    }

    private AgentCredential onlyCredential() {
        return system.credentials().stream()
                .filter(credential -> !credential.items().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private Stream<Offer> offersOf(String variable) {
        return catalogue.offers().stream()
                .filter(offer -> offer.items().stream()
                        .anyMatch(source -> source.variable().equals(variable)));
    }

    private Optional<String> whereOffered(String variable) {
        return offersOf(variable)
                .flatMap(offer -> offer.items().stream()
                        .filter(source -> source.variable().equals(variable))
                        .map(source -> offer.category() + "/" + offer.service() + "#" + source.item()))
                .findFirst();
    }

    private boolean requiredBeside(String variable) {
        return offersOf(variable)
                .flatMap(offer -> offer.items().stream())
                .anyMatch(source -> source.required() && !source.variable().equals(variable));
    }
}
