package io.meepa.examples.gateway;

import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** AgentMail, Privacy.com and GitHub's sign-in in this process, for those who look around without an account. */
final class StandIns implements AutoCloseable {

    private static final String SIGN_IN = "github";
    private static final String PRESETS = "/io/meepa/credentials/provider/oauth/preset/";

    private final AgentMailStandIn mail = AgentMailStandIn.start();
    private final PrivacyStandIn cards = PrivacyStandIn.start();
    private final OAuthStandIn signIn = OAuthStandIn.start(SIGN_IN, StandInOptions.defaults());
    private final Path preset = preset();

    CredentialManagerBuilder configure(CredentialManagerBuilder builder) {
        Map<String, String> keys = Map.of(
                "AGENTMAIL_API_KEY",
                mail.organisationKeyText(),
                "PRIVACY_API_KEY",
                cards.accountKeyText(),
                "GITHUB_CLIENT_ID",
                OAuthStandIn.CLIENT_ID,
                "GITHUB_CLIENT_SECRET",
                OAuthStandIn.CLIENT_SECRET);
        point(builder, "credentials.email.agentmail", mail.baseUrl());
        point(builder, "credentials.credit_card.privacy_com", cards.baseUrl());
        return builder.set(
                        "credentials.connections.oauth.services", Map.of(SIGN_IN, Map.of("preset", preset.toString())))
                .environment(name -> keys.getOrDefault(name, System.getenv(name)));
    }

    private static void point(CredentialManagerBuilder builder, String section, String url) {
        builder.set(section + ".base_url", url).set(section + ".allow_loopback_http", true);
    }

    /** The description of GitHub that comes with the library, with every address leading to the stand-in. */
    private Path preset() {
        try (InputStream in = Objects.requireNonNull(StandIns.class.getResourceAsStream(PRESETS + SIGN_IN + ".json"))) {
            String real = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Files.writeString(Files.createTempFile(SIGN_IN, ".json"), signIn.leadingHere(real));
        } catch (IOException e) {
            throw new UncheckedIOException("the sign-in's stand-in cannot be described", e);
        }
    }

    @Override
    public void close() {
        mail.close();
        cards.close();
        signIn.close();
        try {
            Files.deleteIfExists(preset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
