package io.meepa.credentials.provider.oauth.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.PresetReader;
import io.meepa.credentials.provider.oauth.preset.Presets;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that the library does not know, added by a file. */
class TwelfthServiceTest {

    private static final String ACME = """
            {
              "format": 1,
              "service": "acme",
              "title": "Acme",
              "documentation": "https://acme.example/docs",
              "app": { "credential": "acme", "methods": ["post", "none"] },
              "authorize": { "address": "https://acme.example/authorize", "pkce": "optional", "default": { "prompt": "consent" } },
              "scopes": { "least": ["read"], "for_refresh_token": ["offline"] },
              "token": { "address": "https://acme.example/token" },
              "identity": { "source": "token_answer", "label": [["/who"]], "key": [["/who"]] },
              "refresh": { "repetition": "one_time", "absent_refresh_token": "keep", "replay_ends": "family", "ends_old_access": "no" },
              "errors": { "definitive": [{ "code": "invalid_grant" }] },
              "sharing": { "second_sign_in": "independent" },
              "facts": [{ "of": ["/authorize"], "source": "acme.example", "date": "2026-11-29", "mark": "read" }]
            }
            """;

    private final List<String> bodies = new ArrayList<>();

    @Test
    @DisplayName(
            "OA-39, T-25: a twelfth service needs a file and no Java; an app without secret sends no parameter for one")
    void needsAFileAndNoJava(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("acme.json"), ACME);
        Preset acme = Presets.read(file, PresetReader.strict());
        ServiceClient client = client(acme, AppRegistration.open("app-1"), ServiceOptions.NONE);

        URI address = client.authorization(
                        Bench.REDIRECT,
                        client.scopes(List.of()),
                        Secret.of("s"),
                        Optional.of(Secret.of("v".repeat(43))))
                .address();
        TokenAnswer answer = client.exchange(Secret.of("c"), Optional.of(Secret.of("v".repeat(43))), Bench.REDIRECT);

        assertThat(address.toString())
                .startsWith("https://acme.example/authorize?response_type=code&client_id=app-1&state=s")
                .contains("scope=read%20offline", "prompt=consent", "code_challenge_method=S256");
        assertThat(client.account(Bench.granted(answer))).contains(new Account("ada", "ada"));
        assertThat(bodies.get(0)).contains("client_id=app-1").doesNotContain("client_secret");
    }

    @Test
    void lowersNoStandardOfWhatComesWithTheLibrary() {
        assertThat(Presets.shipped()).doesNotContain("acme").hasSize(11);
    }

    @Test
    void refusesSettingsThatDoNotFitTheService() {
        Preset microsoft = Presets.shipped("microsoft").orElseThrow();
        Preset reddit = Presets.shipped("reddit").orElseThrow();
        Preset notion = Presets.shipped("notion").orElseThrow();
        Preset github = Presets.shipped("github").orElseThrow();
        AppRegistration app = AppRegistration.open("app-1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(microsoft, app, ServiceOptions.NONE))
                .withMessage("tenant is missing: Microsoft needs one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(microsoft, app, tenant("../x")))
                .withMessage("tenant is none that Microsoft has");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(github, app, tenant("lab.example")))
                .withMessage("tenant is none that GitHub has");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(reddit, app, ServiceOptions.NONE))
                .withMessage("user_agent is missing: Reddit refuses general ones");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(notion, app, ServiceOptions.NONE))
                .withMessage("the service wants the app's secret, and none is configured");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(
                        github,
                        app,
                        new ServiceOptions(
                                Optional.empty(), Optional.of("person"), Optional.empty(), Optional.empty(), Map.of())))
                .withMessage("chain is none that GitHub has");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client(
                        github,
                        app,
                        new ServiceOptions(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of("redirect_uri", "x"))))
                .withMessage("parameters.redirect_uri cannot be set for GitHub");
    }

    @Test
    @DisplayName("T-15: less, more, none, everything or nothing said, compared with what was asked")
    void comparesWhatWasGrantedWithWhatWasAsked() {
        var rules = Presets.shipped("twitter").orElseThrow().scopes();

        assertThat(GrantedScopes.compare(Set.of("a", "b"), Optional.empty(), rules))
                .isEqualTo(new GrantedScopes(Set.of("a", "b"), Set.of()));
        assertThat(GrantedScopes.compare(Set.of("a", "b"), Optional.of(Set.of("a")), rules))
                .isEqualTo(new GrantedScopes(Set.of("a"), Set.of("b")));
        assertThat(GrantedScopes.compare(Set.of("a", "offline.access"), Optional.of(Set.of("a")), rules)
                        .missing())
                .isEmpty();
        assertThat(GrantedScopes.compare(Set.of("a"), Optional.of(Set.of("a", "c")), rules))
                .isEqualTo(new GrantedScopes(Set.of("a", "c"), Set.of()));
        assertThat(GrantedScopes.compare(Set.of("a"), Optional.of(Set.of("*")), rules)
                        .missing())
                .isEmpty();
        assertThat(GrantedScopes.compare(Set.of("a"), Optional.of(Set.of()), rules)
                        .missing())
                .isEmpty();
    }

    private ServiceClient client(Preset preset, AppRegistration app, ServiceOptions options) {
        return ServiceClient.of(preset, app, options, this::answer, Clock.systemUTC(), new SecureRandom());
    }

    private WireAnswer answer(WireRequest request) {
        bodies.add(request.body().map(Secret::reveal).orElse(""));
        return WireAnswer.wrap(
                200,
                name -> Optional.empty(),
                "{\"access_token\":\"A\",\"who\":\"a\\u202eda\"}"
                        .replace("\\u202e", "")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static ServiceOptions tenant(String tenant) {
        return new ServiceOptions(Optional.of(tenant), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }
}
