package io.meepa.credentials.provider.oauth.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile MCP and authorization servers: no code and no token leaves, and nothing is stored. */
class HostileServersTest {

    private static final String LINK_LOCAL = "http://169.254.169.254";

    private final McpStage stage = new McpStage();

    @TempDir
    private Path home;

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    @DisplayName("the same servers, honest, are used")
    void connectsAtHonestServers() {
        try (McpScene scene = new McpScene(stage, home)) {
            assertThat(scene.connect(UnaryOperator.identity())).isInstanceOf(McpAccess.ConsentNeeded.class);

            assertThat(stage.tokenRequests()).hasSize(1).first().asString().contains(McpStage.CODE);
            assertThat(stage.bearers()).containsExactly("Bearer " + McpStage.TOKEN);
            assertThat(scene.agent.connections().list().get(0).state()).isEqualTo(Connection.State.ACTIVE);
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    @DisplayName("T-08, T-09: a hostile server gets no code or token, and nothing of it is stored")
    void leaksNothing(Attack attack) {
        attack.twist().accept(stage);
        try (McpScene scene = new McpScene(stage, home)) {
            McpAccess outcome = scene.challenged();
            attack.end().check(outcome);
            try {
                if (outcome instanceof McpAccess.ConsentNeeded needed) {
                    scene.complete(needed.consent(), attack.callback());
                }
            } catch (CredentialException | IllegalArgumentException e) {
                assertThat(e.getMessage()).doesNotContain(McpStage.CODE, McpStage.TOKEN);
            }
            scene.call();

            assertThat(stage.tokenRequests()).hasSize(attack.end() == End.TOKEN_NOT_USED ? 1 : 0);
            assertThat(stage.bearers()).isEmpty();
            assertThat(stage.strangerReceived())
                    .allSatisfy(
                            received -> assertThat(received).doesNotContain(McpStage.CODE, "code_verifier", "canary"));
            assertThat(scene.agent.connections().list())
                    .noneMatch(connection -> connection.state() == Connection.State.ACTIVE);
        }
    }

    static Stream<Attack> attacks() {
        return Stream.of(descriptions(), places(), issuers(), endpoints(), registrations(), callbacks(), tokens())
                .flatMap(attacks -> attacks);
    }

    /** What the MCP server says about itself. */
    private static Stream<Attack> descriptions() {
        return Stream.of(
                describing("the resource is another host", own -> "https://mcp.example.com/mcp"),
                describing("the resource is another port", own -> own.replaceFirst(":[0-9]+/", ":1/")),
                describing("the resource's host only begins alike", own -> own.replace("/mcp", ".evil.example/mcp")),
                describing("the resource's path only begins alike", own -> own.replace("/mcp", "/mc")),
                describing("the resource's path is in capitals", own -> own.replace("/mcp", "/MCP")),
                describing("the resource is below the server", own -> own + "/deeper"),
                describing("the resource has a user name", own -> own.replace("http://", "http://mcp@")),
                describing("the resource has a fragment", own -> own + "#x"),
                describing("the resource goes up", own -> own + "/.."),
                describing("the resource is of another scheme", own -> own.replace("http:", "https:")),
                describing("there is no resource", own -> ""),
                attack(
                        "no authorization server is named",
                        stage -> stage.answer(
                                McpStage.DESCRIPTION,
                                "{\"resource\":\"" + stage.server() + "\",\"authorization_servers\":[]}")),
                unread("the description is no JSON", stage -> stage.answer(McpStage.DESCRIPTION, "<html>")),
                unread(
                        "the description names the resource twice",
                        stage -> stage.answer(
                                McpStage.DESCRIPTION,
                                "{\"resource\":\"https://x.example\","
                                        + McpStage.description(stage.server().toString(), stage.origin())
                                                .substring(1))),
                unread(
                        "the description is huge",
                        stage -> stage.answer(
                                McpStage.DESCRIPTION,
                                "{\"x\":\"" + "x".repeat(1 << 20) + "\","
                                        + McpStage.description(stage.server().toString(), stage.origin())
                                                .substring(1))),
                unread(
                        "the description is nested without end",
                        stage -> stage.answer(
                                McpStage.DESCRIPTION, "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")),
                unread("the description never ends", stage -> stage.stall(McpStage.DESCRIPTION)),
                unread("the description is somewhere else", stage -> stage.redirect(McpStage.DESCRIPTION, 302)));
    }

    /** Where things are said to be. */
    private static Stream<Attack> places() {
        return Stream.of(
                challenging("the description is at a cloud's metadata address", stage -> LINK_LOCAL + "/latest"),
                challenging("the description is a file", stage -> "file:///etc/passwd"),
                challenging("the description is at a private address", stage -> "https://10.0.0.1/x"),
                challenging(
                        "the description is of another server", stage -> stage.strangerOrigin() + McpStage.DESCRIPTION),
                issued("the authorization server is a cloud's metadata address", stage -> LINK_LOCAL),
                issued("the authorization server has a private address", stage -> "https://192.168.1.1"),
                issued("the authorization server has a private IPv6 address", stage -> "https://[fd00::1]"),
                issued("the authorization server has an address in one number", stage -> "https://2130706433"),
                issued("the authorization server is not encrypted", stage -> "http://login.example.com"),
                issued("the authorization server is a script", stage -> "javascript:alert(1)"),
                issued(
                        "the authorization server has a user name",
                        stage -> stage.origin().replace("//", "//u:p@")),
                issued("the authorization server has a query", stage -> stage.origin() + "?x=1"));
    }

    /** What the authorization server calls itself. */
    private static Stream<Attack> issuers() {
        return Stream.of(
                attack(
                        "the issuer is swapped",
                        stage ->
                                stage.answer(McpStage.METADATA, stage.metadata("https://login.example.com", Map.of()))),
                attack(
                        "the issuer is normalised",
                        stage -> stage.answer(McpStage.METADATA, stage.metadata(stage.origin() + "/", Map.of()))),
                attack(
                        "the issuer is in capitals",
                        stage -> stage.answer(
                                McpStage.METADATA, stage.metadata(stage.origin().replace("http", "HTTP"), Map.of()))),
                metadata("the issuer is missing", "issuer", ""),
                metadata("no proof key is offered", "code_challenge_methods_supported", ""),
                metadata("only the plain proof key is offered", "code_challenge_methods_supported", "[\"plain\"]"),
                unread("the metadata are somewhere else", stage -> stage.redirect(McpStage.METADATA, 302)),
                unread("the metadata never end", stage -> stage.stall(McpStage.METADATA)));
    }

    /** Where the authorization server leads. */
    private static Stream<Attack> endpoints() {
        return Stream.of(
                metadata("tokens are given at a cloud's metadata address", "token_endpoint", "\"" + LINK_LOCAL + "\""),
                metadata("tokens are given without encryption", "token_endpoint", "\"http://login.example.com/token\""),
                metadata("tokens are given nowhere", "token_endpoint", ""),
                metadata("people sign in at a script", "authorization_endpoint", "\"javascript:alert(1)\""),
                metadata("people sign in nowhere", "authorization_endpoint", ""),
                metadata("apps register in a file", "registration_endpoint", "\"file:///etc/passwd\""),
                metadata("apps register nowhere", "registration_endpoint", ""));
    }

    /** What the authorization server answers to a registration. */
    private static Stream<Attack> registrations() {
        return Stream.of(
                unread("the registration has no id", stage -> stage.answer("/register", 201, "{}")),
                unread(
                        "the registration's id breaks lines",
                        stage -> stage.answer("/register", 201, "{\"client_id\":\"a\\r\\nb\"}")),
                attack(
                        "the registration wants another proof",
                        stage -> stage.answer(
                                "/register",
                                201,
                                "{\"client_id\":\"a\",\"client_secret\":\"canary-s\",\"token_endpoint_auth_method\":\"x\"}")),
                unread("the registration is somewhere else", stage -> stage.redirect("/register", 307)));
    }

    /** What the browser brings back. */
    private static Stream<Attack> callbacks() {
        return Stream.of(
                callback(
                        "the answer is of another issuer",
                        query -> query.replaceAll("iss=.*", "iss=https%3A%2F%2Fx.example")),
                callback("the answer's issuer is missing", query -> query.replaceAll("&iss=.*", "")),
                callback("the answer's issuer is normalised", query -> query + "%2F"),
                callback("the answer's issuer is empty", query -> query.replaceAll("iss=.*", "iss=")),
                callback("the state is another", query -> query.replaceAll("state=..", "state=zz")),
                callback("there is no state", query -> query.replaceAll("state=[^&]*&", "")),
                callback("the code comes twice", query -> query + "&code=other"),
                callback("the code comes with an error", query -> query + "&error=access_denied"));
    }

    /** What the authorization server gives: the code went where it belongs, and what came is not used. */
    private static Stream<Attack> tokens() {
        return Stream.of(
                token(
                        "the token is for another server",
                        stage -> stage.answer(
                                "/token", McpStage.token(jwt("{\"aud\":\"https://other.example/mcp\"}"), "Bearer"))),
                token(
                        "the token is for other servers",
                        stage -> stage.answer(
                                "/token",
                                McpStage.token(
                                        jwt("{\"aud\":[\"https://a.example\",\"https://b.example\"]}"), "Bearer"))),
                token(
                        "the token is of an unknown type",
                        stage -> stage.answer("/token", McpStage.token(McpStage.TOKEN, "mac"))),
                token("the token is somewhere else", stage -> stage.redirect("/token", 307)),
                token("the token never ends", stage -> stage.stall("/token")));
    }

    private static String jwt(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.US_ASCII)) + ".c2ln";
    }

    private static Attack describing(String name, UnaryOperator<String> resource) {
        return attack(
                name,
                stage -> stage.answer(
                        McpStage.DESCRIPTION,
                        McpStage.description(resource.apply(stage.server().toString()), stage.origin())));
    }

    private static Attack challenging(String name, Function<McpStage, String> place) {
        return attack(
                name,
                stage -> stage.answer(
                        "/mcp",
                        401,
                        "WWW-Authenticate",
                        "Bearer resource_metadata=\"" + place.apply(stage) + "\"",
                        ""));
    }

    private static Attack issued(String name, Function<McpStage, String> issuer) {
        return attack(
                name,
                stage -> stage.answer(
                        McpStage.DESCRIPTION,
                        McpStage.description(stage.server().toString(), issuer.apply(stage))));
    }

    private static Attack metadata(String name, String field, String value) {
        return attack(
                name, stage -> stage.answer(McpStage.METADATA, stage.metadata(stage.origin(), Map.of(field, value))));
    }

    private static Attack callback(String name, UnaryOperator<String> callback) {
        return new Attack(name, stage -> {}, callback, End.SIGN_IN_DROPPED);
    }

    private static Attack token(String name, Consumer<McpStage> twist) {
        return new Attack(name, twist, UnaryOperator.identity(), End.TOKEN_NOT_USED);
    }

    private static Attack attack(String name, Consumer<McpStage> twist) {
        return new Attack(name, twist, UnaryOperator.identity(), End.REFUSED);
    }

    private static Attack unread(String name, Consumer<McpStage> twist) {
        return new Attack(name, twist, UnaryOperator.identity(), End.NOT_UNDERSTOOD);
    }

    /** How an attack ends: by a decision, not because something could not be reached. */
    enum End {
        /** No sign-in is begun, for what was read. */
        REFUSED,
        /** No sign-in is begun, for an answer that is none; the next one may be better. */
        NOT_UNDERSTOOD,
        /** A sign-in is begun, and what the browser brought is dropped. */
        SIGN_IN_DROPPED,
        /** The code went where it belongs, and what came is not used. */
        TOKEN_NOT_USED;

        void check(McpAccess outcome) {
            boolean begun = this == SIGN_IN_DROPPED || this == TOKEN_NOT_USED;
            assertThat(outcome).isInstanceOf(begun ? McpAccess.ConsentNeeded.class : McpAccess.Refused.class);
            if (outcome instanceof McpAccess.Refused refused) {
                assertThat(refused.passing()).as(refused.reason()).isEqualTo(this == NOT_UNDERSTOOD);
            }
        }
    }

    record Attack(String name, Consumer<McpStage> twist, UnaryOperator<String> callback, End end) {

        @Override
        public String toString() {
            return name;
        }
    }
}
