package io.meepa.verification.benchmarks.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** Spring Security's tokens in a database, which keeps them in clear, over one connection that stays open. */
public final class SpringTokens implements AutoCloseable {

    private static final String SERVICE = "github";
    private static final String PERSON = "alice";
    private static final String TABLES = "org/springframework/security/oauth2/client/oauth2-client-schema-postgres.sql";

    private final SingleConnectionDataSource source;
    private final JdbcOAuth2AuthorizedClientService tokens;

    /**
     * Creates the tables and keeps one token.
     *
     * @param url an empty database, where the user {@code postgres} needs no password
     * @throws IOException if the tables are not described where they were
     */
    public SpringTokens(String url) throws IOException {
        source = new SingleConnectionDataSource(url, "postgres", "", true);
        JdbcTemplate template = new JdbcTemplate(source);
        template.execute(tables());
        ClientRegistration app = ClientRegistration.withRegistrationId(SERVICE)
                .clientId("app-1")
                .clientSecret("a secret")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("https://host.example/callback")
                .authorizationUri("https://github.com/login/oauth/authorize")
                .tokenUri("https://github.com/login/oauth/access_token")
                .build();
        tokens = new JdbcOAuth2AuthorizedClientService(template, new InMemoryClientRegistrationRepository(app));
        Instant now = Instant.now();
        OAuth2AccessToken access = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, "access", now, now.plus(Duration.ofHours(8)), Set.of("repo"));
        tokens.saveAuthorizedClient(
                new OAuth2AuthorizedClient(app, PERSON, access, new OAuth2RefreshToken("refresh", now)),
                new TestingAuthenticationToken(PERSON, ""));
    }

    private static String tables() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                JdbcOAuth2AuthorizedClientService.class.getClassLoader().getResourceAsStream(TABLES))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Reads the token.
     *
     * @return its value
     */
    public String read() {
        OAuth2AuthorizedClient client = Objects.requireNonNull(tokens.loadAuthorizedClient(SERVICE, PERSON));
        return client.getAccessToken().getTokenValue();
    }

    @Override
    public void close() {
        source.destroy();
    }
}
