package io.meepa.credentials.provider.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.standin.Fault;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import io.meepa.credentials.testkit.Ledger;
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

    private final ProviderFixture fixture = new ProviderFixture();

    @AfterEach
    void close() {
        fixture.close();
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
        fixture.upstream.failEvery(new Fault.Canned(status, "{\"message\":\"" + message + "\"}", false), POST);
        Ledger ledger = fixture.ledger();
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(ledger)))
                .isExactlyInstanceOf(end.type)
                .hasMessageContaining(message);
        assertThat(ledger.resources()).isEmpty();
    }

    @Test
    void saysThatTheKeyIsWrongAndWhereItIsNamed() {
        fixture.variable("PRIVACY_API_KEY", "sandbox-key");
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("bad_key")
                .hasMessageContaining(ProviderFixture.PATH + ".api_key_env")
                .hasMessageNotContaining("sandbox-key");
    }

    @Test
    void saysThatTheAccountMayNotIssue() {
        fixture.upstream.withdraw(PrivacyStandIn.Privilege.ISSUING);
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("missing_privilege");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "401,Upgrade your plan to use the API",
        "403,Please upgrade to create merchant locked cards",
        "403,Not included in your plan",
        "402,Payment required"
    })
    @DisplayName("F-504: what the plan does not include is distinguished from a bad key")
    void distinguishesAPlanFromAKey(int status, String message) {
        fixture.upstream.failEvery(new Fault.Canned(status, "{\"message\":\"" + message + "\"}", false), POST);
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isExactlyInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("the key is fine, but the account's plan does not include this")
                .hasMessageNotContaining("api_key_env");
    }

    @Test
    void saysThatThePlanIsFull() {
        fixture.upstream.limitCards(0);
        assertThatThrownBy(() -> fixture.issuer().issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderRejectedException.class)
                .hasMessageContaining("Card limit reached")
                .hasMessageContaining("plan");
    }

    @Test
    void namesVariablePathAndRemedyWhenThereIsNoKey() {
        fixture.noVariables();
        var issuer = fixture.issuer();
        assertThat(issuer.unavailable().orElseThrow())
                .contains("environment variable PRIVACY_API_KEY (" + ProviderFixture.PATH + ".api_key_env)")
                .contains("export it");
        assertThatThrownBy(() -> issuer.issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ConfigurationException.class);
        fixture.variable("PRIVACY_API_KEY", fixture.upstream.accountKeyText());
        assertThat(issuer.unavailable()).isEmpty();
        issuer.issue(ProviderFixture.request(fixture.ledger()));
        assertThat(fixture.live()).hasSize(1);
    }

    @Test
    @DisplayName("B-58: an echo of the key is scrubbed")
    void scrubsAnEcho() {
        fixture.upstream.failEvery(Fault.Plain.ECHO_AUTHORIZATION, Route.any());
        assertThatThrownBy(() -> fixture.issuer(Map.of()).issue(ProviderFixture.request(fixture.ledger())))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("[redacted]")
                .hasMessageNotContaining(fixture.upstream.accountKeyText().substring(0, 12))
                .hasNoCause();
    }

    @Test
    void waitsAsLongAsItIsAskedToAndThenCreatesOnce() {
        fixture.upstream.fail(new Fault.TooManyRequests(Duration.ofSeconds(30)), POST, 1);
        fixture.issuer().issue(ProviderFixture.request(fixture.ledger()));
        assertThat(fixture.slept())
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofMillis(30_250)));
        assertThat(fixture.upstream.creations(ProviderFixture.MEMO)).isEqualTo(1);
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
