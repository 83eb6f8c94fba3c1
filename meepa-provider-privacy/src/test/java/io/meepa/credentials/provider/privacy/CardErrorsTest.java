package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.ProviderException;
import io.meepa.credentials.ProviderIndeterminateException;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.testkit.standin.Fault;
import io.meepa.credentials.testkit.standin.PrivacyStandIn;
import io.meepa.credentials.testkit.standin.Route;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Errors are read by their words, for Privacy.com gives no codes")
final class CardErrorsTest {

    private static final Route POST = Route.of("POST", "/v1/cards");

    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "400,Invalid parameter: memo,REJECTED",
        "401,User has not been authenticated,REJECTED",
        "401,Insufficient privileges to create unlocked cards,REJECTED",
        "403,Forbidden,REJECTED",
        "404,Not found,REJECTED",
        "422,Card limit reached,REJECTED",
        "429,Rate limited,UNAVAILABLE",
        "408,Too slow,INDETERMINATE",
        "409,Conflict,INDETERMINATE",
        "500,Server error,INDETERMINATE",
        "503,Server error,INDETERMINATE"
    })
    void readsEachError(int status, String message, End end) {
        desk.upstream.failEvery(new Fault.Canned(status, "{\"message\":\"" + message + "\"}", false), POST);
        Ledger ledger = desk.ledger();
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(ledger)))
                .isExactlyInstanceOf(end.type)
                .hasMessageContaining(message);
        assertThat(ledger.resources()).isEmpty();
    }

    @Test
    void saysThatTheKeyIsWrongAndWhereItIsNamed() {
        desk.environment.put("PRIVACY_API_KEY", "sandbox-key");
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("bad_key")
                .hasMessageContaining(Desk.PATH + ".api_key_env")
                .hasMessageNotContaining("sandbox-key");
    }

    @Test
    void saysThatTheAccountMayNotIssue() {
        desk.upstream.withdraw(PrivacyStandIn.Privilege.ISSUING);
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("missing_privilege");
    }

    @Test
    void saysThatThePlanIsFull() {
        desk.upstream.limitCards(0);
        assertThatThrownBy(() -> desk.issuer().issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("Card limit reached")
                .hasMessageContaining("plan");
    }

    @Test
    void namesVariablePathAndRemedyWhenThereIsNoKey() {
        desk.environment.clear();
        var issuer = desk.issuer();
        assertThat(issuer.unavailable().orElseThrow())
                .contains("environment variable PRIVACY_API_KEY (" + Desk.PATH + ".api_key_env)")
                .contains("export it");
        assertThatThrownBy(() -> issuer.issue(Desk.request(desk.ledger()))).isInstanceOf(ConfigurationException.class);
        desk.environment.put("PRIVACY_API_KEY", desk.upstream.accountKeyText());
        assertThat(issuer.unavailable()).isEmpty();
        issuer.issue(Desk.request(desk.ledger()));
        assertThat(desk.live()).hasSize(1);
    }

    @Test
    @DisplayName("B-58: an echo of the key is scrubbed")
    void scrubsAnEcho() {
        desk.upstream.failEvery(Fault.Plain.ECHO_AUTHORIZATION, Route.any());
        assertThatThrownBy(() -> desk.issuer(Map.of()).issue(Desk.request(desk.ledger())))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("[redacted]")
                .hasMessageNotContaining(desk.upstream.accountKeyText().substring(0, 12))
                .hasNoCause();
    }

    @Test
    void waitsAsLongAsItIsToldToAndThenCreatesOnce() {
        desk.upstream.fail(new Fault.TooManyRequests(Duration.ofSeconds(30)), POST, 1);
        desk.issuer().issue(Desk.request(desk.ledger()));
        assertThat(desk.slept)
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofMillis(30_250)));
        assertThat(desk.upstream.creations(Desk.MEMO)).isEqualTo(1);
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
