package io.meepa.credentials.provider.agentmail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.provider.support.ApiRequest;
import io.meepa.credentials.spi.CredentialIssuer;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.Route;
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

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
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
        desk.upstream.failEvery(
                new Fault.Canned(status, "{\"code\":\"" + code + "\",\"message\":\"upstream words\"}", false),
                POST_INBOX);
        Ledger ledger = desk.ledger();
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(ledger)))
                .isExactlyInstanceOf(end.type)
                .hasMessageContaining(status == 301 ? "redirect" : "upstream words; ");
        assertThat(ledger.resources()).isEmpty();
        assertThat(desk.upstream.inboxes()).isEmpty();
    }

    @Test
    @DisplayName("W-16: the key is read at each call, so that rotating it needs no restart")
    void readsTheKeyAtEachCall() {
        var issuer = desk.issuer();
        desk.environment.put("AGENTMAIL_API_KEY", "am_us_wrong");
        assertThatThrownBy(() -> issuer.issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("unknown_api_key")
                .hasMessageContaining(Desk.PATH + ".api_key_env")
                .hasMessageNotContaining("am_us_wrong");
        desk.environment.put(
                "AGENTMAIL_API_KEY", desk.upstream.organisationKey().reveal());
        issuer.issue(Desk.request(desk.ledger()));
        assertThat(desk.upstream.inboxes()).hasSize(1);
    }

    @Test
    void saysThatAKeyMayBeOfTheOtherRegion() {
        desk.environment.put("AGENTMAIL_API_KEY", "am_eu_0123456789");
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("other region");
    }

    @Test
    void namesVariablePathAndRemedyWhenThereIsNoKey() {
        var issuer = desk.issuer(Map.of("api_key_env", "MY_MAIL_KEY"));
        assertThat(issuer.unavailable().orElseThrow())
                .contains("environment variable MY_MAIL_KEY (" + Desk.PATH + ".api_key_env)")
                .contains("export it");
        assertThatThrownBy(() -> issuer.issue(Desk.request(desk.ledger())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("MY_MAIL_KEY");
        assertThat(desk.issuer().unavailable()).isEmpty();
        assertThat(desk.upstream.requests()).isEmpty();
    }

    @Test
    void refusesAKeyThatNoHeaderCanCarryWithoutRepeatingIt() {
        desk.environment.put("AGENTMAIL_API_KEY", "am_us_se\ncret");
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageNotContaining("cret");
    }

    @Test
    void saysWhichPermissionsTheOrganisationsKeyLacks() {
        desk.upstream.fail(
                new Fault.Canned(403, "{\"code\":\"permission_escalation\",\"message\":\"beyond its parent\"}", false),
                Route.of("POST", "/v0/inboxes/{id}/api-keys"),
                1);
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining(Desk.PATH + ".permissions");
    }

    @ParameterizedTest(name = "without {0}: {1}")
    @CsvSource({
        "inbox_create,missing_permission",
        "api_key_create,missing_permission",
        "message_send,permission_escalation"
    })
    void saysWhatAnOrganisationsKeyOfFewPermissionsLacks(String flag, String code) {
        Set<String> flags = new TreeSet<>(Assumptions.LEAST_PERMISSIONS);
        flags.addAll(List.of("inbox_create", "inbox_delete", "api_key_create", "api_key_read", "api_key_delete"));
        flags.remove(flag);
        desk.environment.put("AGENTMAIL_API_KEY", restrictedKey(flags));
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining(code)
                .hasMessageContaining("the organisation's key needs");
    }

    @Test
    void needsNoMorePermissionsThanDocumented() {
        Set<String> flags = new TreeSet<>(Assumptions.LEAST_PERMISSIONS);
        flags.addAll(List.of("inbox_create", "inbox_delete", "api_key_create", "api_key_read", "api_key_delete"));
        flags.addAll(List.of("pod_create", "pod_read", "pod_delete"));
        desk.environment.put("AGENTMAIL_API_KEY", restrictedKey(flags));
        CredentialIssuer issuer = desk.issuer(Map.of("scope", "pod"));
        Ledger ledger = desk.ledger();
        AgentCredential credential = Desk.stored(issuer.issue(Desk.request(ledger)));
        assertThat(issuer.verify(credential, Desk.request(ledger)).differences())
                .isEmpty();
        issuer.revoke(Desk.revocation(ledger, Optional.of(credential)));
        assertThat(desk.upstream.inboxes()).isEmpty();
    }

    private String restrictedKey(Set<String> flags) {
        ObjectNode body = MailApi.object().put("name", "operator");
        ObjectNode permissions = body.putObject("permissions");
        flags.forEach(flag -> permissions.put(flag, true));
        AgentMailIssuer issuer = (AgentMailIssuer) desk.issuer();
        return issuer.client()
                .begin()
                .send(ApiRequest.post("make the operator's key", "v0", "api-keys")
                        .json(body))
                .text("api_key");
    }

    @Test
    @DisplayName("B-58: an echo of the key is scrubbed")
    void scrubsAnEcho() {
        desk.upstream.failEvery(Fault.Plain.ECHO_AUTHORIZATION, Route.any());
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("[redacted]")
                .hasMessageNotContaining(
                        desk.upstream.organisationKey().reveal().substring(6, 20))
                .hasNoCause();
    }

    @Test
    void waitsAsLongAsItIsToldTo() {
        desk.upstream.fail(new Fault.TooManyRequests(Duration.ofSeconds(9)), POST_INBOX, 1);
        desk.issuer().issue(Desk.request(desk.ledger()));
        assertThat(desk.slept)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(9), Duration.ofMillis(9250)));
    }

    @Test
    void keepsWithinARateLimit() {
        desk.upstream.limitRate(1);
        desk.issuer(Map.of("scope", "pod")).issue(Desk.request(desk.ledger()));
        assertThat(desk.upstream.liveKeys()).hasSize(1);
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
