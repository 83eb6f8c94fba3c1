package io.meepa.credentials.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a host and a connection exchange")
final class ConnectValuesTest {

    private static final CredentialKey GITHUB = CredentialKey.of(Category.TOKEN, "github");
    private static final Instant UNTIL = Instant.parse("2026-11-29T12:00:00Z");

    @Test
    void decodesTheParametersOfACallback() {
        CallbackParameters callback = CallbackParameters.ofQuery("code=canary%2Dcode&state=a+b%20c&iss=&");

        assertThat(callback.parameter("code").map(Secret::reveal)).contains("canary-code");
        assertThat(callback.parameter("state").map(Secret::reveal)).contains("a b c");
        assertThat(callback.parameter("iss").map(Secret::reveal)).contains("");
        assertThat(callback.parameter("error")).isEmpty();
        assertThat(callback.toString()).contains("code", "state", "iss").doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "=x", "code=a&code=b", "code=%", "code=%4", "code=%zz", "code=\u00e9", "code=\n"})
    void refusesWhatIsNoQuery(String query) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackParameters.ofQuery(query))
                .withMessageContaining("callback");
    }

    @Test
    void refusesAQueryWithoutEnd() {
        String many = IntStream.range(0, 33).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));

        assertThatIllegalArgumentException().isThrownBy(() -> CallbackParameters.ofQuery(many));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallbackParameters.ofQuery("code=" + "a".repeat(16 << 10)))
                .withMessageContaining("longer than 16384");
    }

    @Test
    void asksForAServiceByItsUsualNameUnlessAnotherIsGiven() {
        ConnectRequest usual = ConnectRequest.to("github");
        ConnectRequest other =
                usual.named("Work").asking(Set.of("repo")).redirectingTo(URI.create("https://host.test/callback"));

        assertThat(usual.name()).isEqualTo(ConnectRequest.USUAL_NAME);
        assertThat(usual.scopes()).isEmpty();
        assertThat(usual.redirectUri()).isEmpty();
        assertThat(other.service()).isEqualTo("github");
        assertThat(other.scopes()).containsExactly("repo");
        assertThat(other.redirectUri()).contains(URI.create("https://host.test/callback"));
        assertThat(other).hasToString("ConnectRequest[github, Work]");
    }

    @Test
    void showsAPersonWhereToEnterADeviceCode() {
        DeviceConsent consent = DeviceConsent.of(GITHUB, "ABCD-EFGH", URI.create("https://github.test/device"), UNTIL);

        assertThat(consent.complete()).isEmpty();
        assertThat(consent.key()).isEqualTo(GITHUB);
        assertThat(consent.userCode()).isEqualTo("ABCD-EFGH");
        assertThat(consent.verificationUri()).hasHost("github.test");
        assertThat(consent.until()).isEqualTo(UNTIL);
        assertThat(consent.completeAt(URI.create("https://github.test/device?c=1"))
                        .complete())
                .isPresent();
        assertThat(consent.toString()).contains("github.test").doesNotContain("ABCD");
    }

    @Test
    void bindsASignInToASessionAndAUser() {
        SessionBinding one = SessionBinding.of("session-1", "23");
        SessionBinding other = SessionBinding.of("session-12", "3");

        assertThat(bytes(one)).isEqualTo("9:session-123");
        assertThat(bytes(other)).isNotEqualTo(bytes(one));
        assertThat(one).hasToString("SessionBinding[redacted]");
        assertThatIllegalArgumentException().isThrownBy(() -> SessionBinding.of("short", "user"));
        assertThatIllegalArgumentException().isThrownBy(() -> SessionBinding.of("long enough", " "));
    }

    @Test
    void saysInWhichStateAConnectionIs() {
        Connection connection = new Connection(
                GITHUB,
                Connection.State.PARTIAL,
                Optional.of("octocat"),
                Set.of("repo"),
                Set.of("gist"),
                Optional.of(UNTIL),
                "gist was not granted",
                List.of());

        assertThat(connection.missing()).containsExactly("gist");
        assertThat(Connection.State.values()).hasSize(6);
        for (ConsentException.Reason reason : ConsentException.Reason.values()) {
            assertThat(new ConsentException(reason, "begin anew").reason()).isEqualTo(reason);
        }
    }

    private static String bytes(SessionBinding binding) {
        return binding.withBytes(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
}
