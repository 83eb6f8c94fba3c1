package io.meepa.credentials.provider.oauth.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An app registers itself once, and again only where its registration is gone. */
class RegistrationTest {

    private static final String UNKNOWN = "{\"error\":\"invalid_client\"}";
    private static final String SECOND = "{\"client_id\":\"client-2\"}";

    private final McpStage stage = new McpStage();

    @TempDir
    private Path home;

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    @DisplayName("T-26: many sign-ins at once register once")
    void registersOnceForManyAtOnce() throws Exception {
        int many = 8;
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try (McpScene scene = McpScene.patient(stage, home)) {
            Callable<Consent> begin = () -> begin(scene);
            for (Future<Consent> begun : threads.invokeAll(Collections.nCopies(many, begin))) {
                assertThat(begun.get().address().getQuery()).contains("client_id=client-1");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(stage.asked("/register")).isEqualTo(1);
    }

    @Test
    @DisplayName("T-26: what fails after the registration does not lose it")
    void keepsARegistrationWhenTheNextCallFails() {
        stage.answer(
                McpStage.METADATA,
                stage.metadata(
                        stage.origin(),
                        Map.of(
                                "require_pushed_authorization_requests",
                                "true",
                                "pushed_authorization_request_endpoint",
                                McpStage.quoted(stage.origin() + "/pushed"))));
        stage.answer("/pushed", 400, "{}");
        try (McpScene scene = McpScene.patient(stage, home)) {
            assertThat(scene.access.require()).isInstanceOf(McpAccess.Refused.class);
            stage.answer("/pushed", 201, "{\"request_uri\":\"urn:request:1\",\"expires_in\":60}");
            assertThat(scene.access.require()).isInstanceOf(McpAccess.ConsentNeeded.class);
        }
        assertThat(stage.asked("/register")).isEqualTo(1);
    }

    @Test
    @DisplayName("T-26: registrations whose answers are lost are three at most, and the refusal says where to look")
    void stopsAfterThreeLostAnswers() {
        stage.answer("/register", 500, "{}");
        try (McpScene scene = McpScene.patient(stage, home)) {
            for (int i = 0; i < 3; i++) {
                scene.access.require();
            }
            stage.answer("/register", 201, SECOND);
            McpAccess outcome = scene.access.require();

            assertThat(outcome).isInstanceOf(McpAccess.Refused.class);
            assertThat(((McpAccess.Refused) outcome).reason())
                    .contains(stage.origin() + ": 3 registrations of the app were cut off")
                    .contains("client_id_env");
            assertThat(stage.asked("/register")).isEqualTo(3);
            scene.agent.connections().abandon(scene.access.key());
            assertThat(begin(scene).address().getQuery()).contains("client_id=client-2");
        }
    }

    @Test
    @DisplayName("a registration that is refused is no lost one: it may be asked for again")
    void countsNoRefusal() {
        stage.answer("/register", 400, "{\"error\":\"invalid_redirect_uri\"}");
        try (McpScene scene = McpScene.patient(stage, home)) {
            for (int i = 0; i < 5; i++) {
                assertThat(scene.access.require()).isInstanceOf(McpAccess.Refused.class);
            }
            assertThat(stage.asked("/register")).isEqualTo(5);
            assertThat(scene.agent.connections().list())
                    .extracting(Connection::state)
                    .containsExactly(Connection.State.DISCONNECTED);
        }
    }

    @Test
    @DisplayName("T-26: each attempt says the same of the app, word for word, and names the software")
    void repeatsARegistrationWordForWord() {
        stage.answer("/register", 500, "{}");
        try (McpScene scene = McpScene.patient(stage, home)) {
            scene.access.require();
            scene.access.require();
        }
        assertThat(stage.registrations()).hasSize(2).first().asString().contains("\"software_id\":\"");
        assertThat(stage.registrations().get(1)).isEqualTo(stage.registrations().get(0));
    }

    @Test
    @DisplayName("a registration that is gone is noticed where a token is renewed, and the next sign-in registers anew")
    void registersAnewAfterARenewalThatSaysSo() {
        try (McpScene scene = McpScene.patient(stage, home)) {
            scene.connect(UnaryOperator.identity());
            stage.answer("/token", 401, UNKNOWN);
            stage.answer("/register", 201, SECOND);

            Consent consent = consent(scene.challenged());

            assertThat(consent.address().getQuery()).contains("client_id=client-2");
            stage.answer("/token", 200, McpStage.token("canary-access-2", "Bearer"));
            scene.complete(Optional.of(consent), UnaryOperator.identity());
            assertThat(scene.agent.list().get(0).metadata().text(MetadataKeys.CLIENT_ID))
                    .contains("client-2");
            assertThat(scene.agent.list().get(0).metadata().text(MetadataKeys.APP_UNKNOWN_SINCE))
                    .isEmpty();
        }
        assertThat(stage.asked("/register")).isEqualTo(2);
    }

    @Test
    @DisplayName("a registration that is gone is noticed where a code is traded")
    void registersAnewAfterATradeThatSaysSo() {
        try (McpScene scene = McpScene.patient(stage, home)) {
            Consent consent = begin(scene);
            stage.answer("/token", 400, UNKNOWN);
            stage.answer("/register", 201, SECOND);
            assertThatThrownBy(() -> scene.complete(Optional.of(consent), UnaryOperator.identity()))
                    .isInstanceOf(ProviderRejectedException.class)
                    .hasMessageContaining("no longer knows the app's registration");

            assertThat(begin(scene).address().getQuery()).contains("client_id=client-2");
        }
        assertThat(stage.asked("/register")).isEqualTo(2);
    }

    @Test
    @DisplayName("a connection whose sign-in finds its app unknown does not use that registration either")
    void registersAnewAfterAReconnectThatSaysSo() {
        try (McpScene scene = McpScene.patient(stage, home)) {
            scene.connect(UnaryOperator.identity());
            Consent consent = begin(scene);
            stage.answer("/token", 400, UNKNOWN);
            stage.answer("/register", 201, SECOND);
            assertThatThrownBy(() -> scene.complete(Optional.of(consent), UnaryOperator.identity()))
                    .isInstanceOf(ProviderRejectedException.class);

            assertThat(begin(scene).address().getQuery()).contains("client_id=client-2");
        }
    }

    @Test
    @DisplayName(
            "a registration that is gone is noticed when a person never came back, by asking where tokens are given")
    void asksAboutAnAppWhoseSignInNeverCameBack() {
        try (McpScene scene = McpScene.patient(stage, home)) {
            begin(scene);
            stage.answer("/token", 400, "{\"error\":\"invalid_grant\"}");
            stage.answer("/register", 201, SECOND);
            assertThat(begin(scene).address().getQuery()).contains("client_id=client-1");

            stage.answer("/token", 401, UNKNOWN);
            assertThat(begin(scene).address().getQuery()).contains("client_id=client-2");
        }
        assertThat(stage.asked("/register")).isEqualTo(2);
        assertThat(stage.tokenRequests())
                .hasSize(2)
                .allSatisfy(body -> assertThat(body)
                        .contains("grant_type=authorization_code")
                        .doesNotContain(McpStage.CODE));
    }

    @Test
    @DisplayName("an error about the app in the browser is believed only if the place that gives tokens says so too")
    void believesNoBrowserAboutTheApp() {
        try (McpScene scene = McpScene.patient(stage, home)) {
            Consent consent = begin(scene);
            stage.answer("/token", 400, "{\"error\":\"invalid_grant\"}");
            stage.answer("/register", 201, SECOND);
            assertThatThrownBy(() -> scene.complete(
                            Optional.of(consent),
                            query -> query.replace("code=" + McpStage.CODE, "error=invalid_client")))
                    .isInstanceOf(ConsentException.class);
            Consent next = begin(scene);
            assertThat(next.address().getQuery()).contains("client_id=client-1");

            stage.answer("/token", 401, UNKNOWN);
            assertThatThrownBy(() -> scene.complete(
                            Optional.of(next),
                            query -> query.replace("code=" + McpStage.CODE, "error=unauthorized_client")))
                    .isInstanceOf(ProviderRejectedException.class);
            assertThat(begin(scene).address().getQuery()).contains("client_id=client-2");
        }
    }

    @ParameterizedTest
    @MethodSource("lookalikes")
    @DisplayName("an answer that only looks like one about the app does not make it forgotten")
    void forgetsNothingOnThinEvidence(Lookalike lookalike) {
        try (McpScene scene = McpScene.patient(stage, home)) {
            scene.connect(UnaryOperator.identity());
            stage.answer("/register", 201, SECOND);
            lookalike.twist().accept(stage);
            scene.challenged();

            assertThat(begin(scene).address().getQuery()).contains("client_id=client-1");
        }
        assertThat(stage.asked("/register")).isEqualTo(1);
    }

    static Stream<Lookalike> lookalikes() {
        return Stream.of(
                answer("a page", stage -> stage.answer("/token", 401, "<html>invalid_client</html>")),
                answer("nothing", stage -> stage.answer("/token", 401, "")),
                answer("another code", stage -> stage.answer("/token", 400, "{\"error\":\"invalid_grant\"}")),
                answer("a code like it", stage -> stage.answer("/token", 400, "{\"error\":\"unauthorized_client\"}")),
                answer("the code in capitals", stage -> stage.answer("/token", 400, "{\"error\":\"INVALID_CLIENT\"}")),
                answer("the code with more", stage -> stage.answer("/token", 400, "{\"error\":\"invalid_client_id\"}")),
                answer(
                        "the code in a description",
                        stage -> stage.answer(
                                "/token",
                                400,
                                "{\"error\":\"invalid_grant\",\"error_description\":\"invalid_client\"}")),
                answer("the code with success", stage -> stage.answer("/token", 200, UNKNOWN)),
                answer("the code where nothing is", stage -> stage.answer("/token", 404, UNKNOWN)),
                answer("the code of a firewall", stage -> stage.answer("/token", 403, UNKNOWN)),
                answer("the code of a broken server", stage -> stage.answer("/token", 500, UNKNOWN)),
                answer("the code of a busy server", stage -> stage.answer("/token", 429, UNKNOWN)),
                answer("the code elsewhere", stage -> stage.redirect("/token", 307)),
                answer(
                        "the MCP server's own challenge",
                        stage -> stage.answer("/mcp", 401, "WWW-Authenticate", "Bearer error=\"invalid_client\"", "")));
    }

    private static Lookalike answer(String name, Consumer<McpStage> twist) {
        return new Lookalike(name, twist);
    }

    private static Consent begin(McpScene scene) {
        return scene.agent.connections().begin(ConnectRequest.to("tools"), McpScene.ALICE);
    }

    private static Consent consent(McpAccess outcome) {
        assertThat(outcome).isInstanceOf(McpAccess.ConsentNeeded.class);
        return ((McpAccess.ConsentNeeded) outcome).consent().orElseThrow();
    }

    record Lookalike(String name, Consumer<McpStage> twist) {

        @Override
        public String toString() {
            return name;
        }
    }
}
