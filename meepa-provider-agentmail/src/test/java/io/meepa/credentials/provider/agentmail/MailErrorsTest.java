package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.provider.support.ApiRequest;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.testkit.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Errors are read by code, never by status alone")
final class MailErrorsTest {

    private static final Route POST_INBOX = Route.of("POST", "/v0/inboxes");

    private final ProviderFixture fixture = new ProviderFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "400,validation_error,REJECTED",
        "401,missing_authorization,REJECTED",
        "401,invalid_token_type,REJECTED",
        "401,unknown_api_key,REJECTED",
        "401,unauthorized,REJECTED",
        "401,api_key_expired,REJECTED",
        "403,missing_permission,REJECTED",
        "403,permission_escalation,REJECTED",
        "403,unrestricted_key_required,REJECTED",
        "403,forbidden,REJECTED",
        "403,account_suspended,REJECTED",
        "403,already_exists,REJECTED",
        "403,resource_taken,REJECTED",
        "403,limit_exceeded,REJECTED",
        "403,domain_not_verified,REJECTED",
        "403,inbox_paused,REJECTED",
        "404,not_found,REJECTED",
        "409,conflict,REJECTED",
        "409,cannot_delete,REJECTED",
        "403,cannot_delete,REJECTED",
        "422,unprocessable,REJECTED",
        "409,race_condition,INDETERMINATE",
        "409,resource_deleting,UNAVAILABLE",
        "429,rate_limit_exceeded,UNAVAILABLE",
        "403,rate_limit_exceeded,UNAVAILABLE",
        "500,internal_error,INDETERMINATE",
        "503,service_unavailable,INDETERMINATE",
        "502,'',INDETERMINATE",
        "408,'',INDETERMINATE",
        "409,'',INDETERMINATE",
        "403,something_new,REJECTED",
        "500,something_new,INDETERMINATE",
        "301,'',UNAVAILABLE"
    })
    void readsEachCode(int status, String code, End end) {
        fixture.upstream.failEvery(
                new Fault.Canned(status, "{\"code\":\"" + code + "\",\"message\":\"upstream words\"}", false),
                POST_INBOX);
        Ledger ledger = fixture.ledger();
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(ledger)))
                .isExactlyInstanceOf(end.type)
                .hasMessageContaining(status == 301 ? "redirect" : "upstream words; ");
        assertThat(ledger.resources()).isEmpty();
        assertThat(fixture.upstream.inboxes()).isEmpty();
    }

    @Test
    @DisplayName("W-16: the key is read at each call, so that rotating it needs no restart")
    void readsTheKeyAtEachCall() {
        var issuer = fixture.issuer();
        fixture.variable("AGENTMAIL_API_KEY", "am_us_wrong");
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("unknown_api_key")
                .hasMessageContaining(ProviderFixture.PATH + ".api_key_env")
                .hasMessageNotContaining("am_us_wrong");
        fixture.variable("AGENTMAIL_API_KEY", fixture.upstream.organisationKey().reveal());
        issuer.issue(ProviderFixture.request(fixture.ledger()));
        assertThat(fixture.upstream.inboxes()).hasSize(1);
    }

    @Test
    void saysThatAKeyMayBeOfTheOtherRegion() {
        fixture.variable("AGENTMAIL_API_KEY", "am_eu_0123456789");
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("other region");
    }

    @Test
    void namesVariablePathAndRemedyWhenThereIsNoKey() {
        var issuer = fixture.issuer(Map.of("api_key_env", "MY_MAIL_KEY"));
        assertThat(issuer.unavailable().orElseThrow())
                .contains("environment variable MY_MAIL_KEY (" + ProviderFixture.PATH + ".api_key_env)")
                .contains("export it");
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("MY_MAIL_KEY");
        assertThat(fixture.issuer().unavailable()).isEmpty();
        assertThat(fixture.upstream.requests()).isEmpty();
    }

    @Test
    void refusesAKeyThatNoHeaderCanCarryWithoutRepeatingIt() {
        fixture.variable("AGENTMAIL_API_KEY", "am_us_se\ncret");
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("cret");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"limit_exceeded", "missing_permission", "unknown_api_key", "domain_not_verified", "something_new"})
    @DisplayName("F-505: AgentMail's own advice, its field fix, is passed on beside ours")
    void passesTheUpstreamsAdviceOn(String code) {
        String body = "{\"code\":\"" + code + "\",\"message\":\"no\",\"fix\":\"Do it like this.\"}";
        fixture.upstream.fail(new Fault.Canned(403, body, false), POST_INBOX, 1);
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("Do it like this");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"two words", "'\\n'", "200kB"})
    @DisplayName("F-505: a key with blanks or of 200 kB is no success, and the next run ends with one that works")
    void aKeyThatCannotBeUsedIsNoSuccess(String value) {
        String key = value.equals("200kB") ? "k".repeat(200_000) : value;
        fixture.upstream.fail(
                new Fault.Canned(200, "{\"api_key_id\":\"k1\",\"api_key\":\"" + key + "\"}", false),
                Route.of("POST", "/v0/inboxes/{id}/api-keys"),
                1);
        Ledger ledger = fixture.ledger();
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(ledger)))
                .isExactlyInstanceOf(ProviderIndeterminateException.class)
                .hasMessageContaining("answered with api_key that cannot be used");
        fixture.issuer().issue(ProviderFixture.resumed(ledger));
        assertThat(fixture.upstream.liveKeys()).hasSize(1);
    }

    @Test
    void saysWhichPermissionsTheOrganisationsKeyLacks() {
        fixture.upstream.fail(
                new Fault.Canned(403, "{\"code\":\"permission_escalation\",\"message\":\"beyond its parent\"}", false),
                Route.of("POST", "/v0/inboxes/{id}/api-keys"),
                1);
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining(ProviderFixture.PATH + ".permissions");
    }

    @ParameterizedTest(name = "without {0}: {1}")
    @CsvSource({
        "inbox_create,missing_permission",
        "api_key_create,missing_permission",
        "message_send,permission_escalation"
    })
    void saysWhatAnOrganisationsKeyOfFewPermissionsLacks(String flag, String code) {
        Set<String> flags = new TreeSet<>(MailAssumptions.LEAST_PERMISSIONS);
        flags.addAll(List.of("inbox_create", "inbox_delete", "api_key_create", "api_key_read", "api_key_delete"));
        flags.remove(flag);
        fixture.variable("AGENTMAIL_API_KEY", restrictedKey(flags));
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining(code)
                .hasMessageContaining("the organisation's key needs");
    }

    @Test
    void needsNoMorePermissionsThanDocumented() {
        Set<String> flags = new TreeSet<>(MailAssumptions.LEAST_PERMISSIONS);
        flags.addAll(List.of("inbox_create", "inbox_delete", "api_key_create", "api_key_read", "api_key_delete"));
        flags.addAll(List.of("pod_create", "pod_read", "pod_delete"));
        fixture.variable("AGENTMAIL_API_KEY", restrictedKey(flags));
        CredentialIssuer issuer = fixture.issuer(Map.of("scope", "pod"));
        Ledger ledger = fixture.ledger();
        AgentCredential credential = ProviderFixture.stored(issuer.issue(ProviderFixture.request(ledger)));
        assertThat(issuer.verify(credential, ProviderFixture.request(ledger)).differences())
                .isEmpty();
        issuer.revoke(ProviderFixture.revocation(ledger, Optional.of(credential)));
        assertThat(fixture.upstream.inboxes()).isEmpty();
    }

    private String restrictedKey(Set<String> flags) {
        ObjectNode body = MailApi.object().put("name", "operator");
        ObjectNode permissions = body.putObject("permissions");
        flags.forEach(flag -> permissions.put(flag, true));
        AgentMailIssuer issuer = (AgentMailIssuer) fixture.issuer();
        return issuer.client()
                .begin()
                .send(ApiRequest.post("make the operator's key", "v0", "api-keys")
                        .json(body))
                .text("api_key");
    }

    @Test
    @DisplayName("B-58: an echo of the key is scrubbed")
    void scrubsAnEcho() {
        fixture.upstream.failEvery(Fault.Plain.ECHO_AUTHORIZATION, Route.any());
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("[redacted]")
                .hasMessageNotContaining(
                        fixture.upstream.organisationKey().reveal().substring(6, 20))
                .hasNoCause();
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        fixture.upstream.fail(new Fault.TooManyRequests(Duration.ofSeconds(9)), POST_INBOX, 1);
        fixture.issuer().issue(ProviderFixture.request(fixture.ledger()));
        assertThat(fixture.slept())
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(9), Duration.ofMillis(9250)));
    }

    @Test
    void keepsWithinARateLimit() {
        fixture.upstream.limitRate(1);
        fixture.issuer(Map.of("scope", "pod")).issue(ProviderFixture.request(fixture.ledger()));
        assertThat(fixture.upstream.liveKeys()).hasSize(1);
    }

    private enum End {
        REJECTED(ProviderRejectedException.class),
        UNAVAILABLE(ProviderUnavailableException.class),
        INDETERMINATE(ProviderIndeterminateException.class);

        private final Class<? extends ProviderException> type;

        End(Class<? extends ProviderException> type) {
            this.type = type;
        }
    }
}
