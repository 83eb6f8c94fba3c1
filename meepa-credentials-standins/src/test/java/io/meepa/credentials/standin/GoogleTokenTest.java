package io.meepa.credentials.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.standin.Client.Got;
import io.meepa.credentials.standin.google.GoogleWorkspaceStandIn;
import io.meepa.credentials.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Provider API notes §3.5. */
final class GoogleTokenTest {

    private static final String USERS = "/admin/directory/v1/users?customer=my_customer";

    private final ManualClock clock = ManualClock.atNoon();
    private final GoogleWorkspaceStandIn google =
            GoogleWorkspaceStandIn.start(StandInOptions.defaults().withClock(clock));
    private final GoogleAccess access = new GoogleAccess(google);

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void grantsATokenForASignedAssertion() throws IOException {
        Got granted = access.exchange(access.assertion(access.claims(clock.instant())));

        assertThat(granted.status()).isEqualTo(200);
        assertThat(granted.at("token_type")).isEqualTo("Bearer");
        assertThat(granted.at("expires_in")).isEqualTo(3599);
    }

    @Test
    void refusesATokenThatExpiredWasRevokedOrNeverWas() throws IOException {
        Client client = access.administrator(clock.instant());
        assertThat(client.get(USERS).status()).isEqualTo(200);
        assertThat(client.as("Bearer unheard").get(USERS).status()).isEqualTo(401);
        assertThat(client.as("").get(USERS).body()).contains("authError");

        clock.advance(Duration.ofHours(1));
        assertThat(client.get(USERS).status()).isEqualTo(401);

        Client fresh = access.administrator(clock.instant());
        google.revokeTokens();
        assertThat(fresh.get(USERS).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "iss,somebody@else.example,invalid_grant",
        "aud,https://elsewhere.example/token,invalid_grant",
        "sub,nobody@agents.example,invalid_grant",
        "scope,https://www.googleapis.com/auth/drive,unauthorized_client"
    })
    void refusesClaimsThatDoNotFit(String claim, String value, String error) throws IOException {
        Map<String, Object> claims = access.claims(clock.instant());
        claims.put(claim, value);

        assertThat(access.exchange(access.assertion(claims)).at("error")).isEqualTo(error);
    }

    @ParameterizedTest
    @CsvSource({"0,3601", "-7200,-3600", "600,3600"})
    void refusesTimesThatDoNotFit(long issued, long expiry) throws IOException {
        Map<String, Object> claims = access.claims(clock.instant());
        claims.put("iat", clock.instant().getEpochSecond() + issued);
        claims.put("exp", clock.instant().getEpochSecond() + expiry);

        assertThat(access.exchange(access.assertion(claims)).at("error")).isEqualTo("invalid_grant");
    }

    @Test
    void refusesAnAssertionThatIsNotSignedByTheAccount() throws IOException {
        String good = access.assertion(access.claims(clock.instant()));
        Map<String, Object> others = access.claims(clock.instant());
        others.put("sub", "somebody@agents.example");
        String[] parts = good.split("\\.", -1);
        String mixed = parts[0] + "." + access.assertion(others).split("\\.", -1)[1] + "." + parts[2];

        assertThat(access.exchange(mixed).at("error")).isEqualTo("invalid_grant");
        assertThat(access.exchange(parts[0] + "." + parts[1] + ".").at("error")).isEqualTo("invalid_grant");
        assertThat(access.exchange("no.jwt.!").at("error")).isEqualTo("invalid_grant");
        assertThat(access.exchange("").at("error")).isEqualTo("invalid_grant");
        assertThat(access.exchange("password", good).at("error")).isEqualTo("unsupported_grant_type");
    }

    @Test
    void wantsAnAdministratorAndItsScope() throws IOException {
        google.addUser("person@agents.example");
        Map<String, Object> person = access.claims(clock.instant());
        person.put("sub", "person@agents.example");
        Map<String, Object> mail = access.claims(clock.instant());
        mail.put("scope", "https://mail.google.com/");

        assertThat(access.withClaims(person).get(USERS).status()).isEqualTo(403);
        assertThat(access.withClaims(mail).get(USERS).body()).contains("Not Authorized to access this resource/api");
    }

    @Test
    void letsAnAccountWithARoleActAsItself() throws IOException {
        Map<String, Object> claims = access.claims(clock.instant());
        claims.remove("sub");

        assertThat(access.withClaims(claims).get(USERS).status()).isEqualTo(403);
        google.assignAdminRole();
        assertThat(access.withClaims(claims).get(USERS).status()).isEqualTo(200);
    }

    @Test
    void forgetsAScopeThatWasWithdrawn() throws IOException {
        google.delegate("https://www.googleapis.com/auth/drive");
        google.withdraw(GoogleAccess.USERS_SCOPE);

        assertThat(access.exchange(access.assertion(access.claims(clock.instant())))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void signsWithoutAKeyFileWhatTheTokenEndpointAccepts() throws IOException {
        Client cloud =
                Client.of(google.baseUrl(), "Bearer " + google.ambientToken().reveal());
        String path = "/v1/projects/-/serviceAccounts/" + google.serviceAccount() + ":signJwt";
        Map<String, Object> claims = access.claims(clock.instant());

        Got signed = cloud.post(path, Map.of("payload", Json.write(claims)));

        assertThat(access.exchange(signed.text("signedJwt")).status()).isEqualTo(200);
        assertThat(cloud.as("Bearer other").post(path, Map.of()).status()).isEqualTo(401);
        assertThat(cloud.post(path.replace("meepa@", "other@"), Map.of()).status())
                .isEqualTo(403);
        assertThat(cloud.post(path, Map.of("payload", "none")).status()).isEqualTo(400);
        claims.put("exp", clock.instant().plus(Duration.ofHours(13)).getEpochSecond());
        assertThat(cloud.post(path, Map.of("payload", Json.write(claims))).status())
                .isEqualTo(400);
    }
}
