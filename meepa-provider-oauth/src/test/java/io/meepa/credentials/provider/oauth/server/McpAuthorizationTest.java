package io.meepa.credentials.provider.oauth.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.provider.oauth.mcp.McpAccess;
import io.meepa.credentials.provider.oauth.mcp.McpAuthorization;
import io.meepa.credentials.provider.oauth.mcp.McpChallenge;
import io.meepa.credentials.provider.oauth.mcp.McpClientDocument;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program that calls tools sees of a sign-in, of renewals, and of a server that wants more. */
class McpAuthorizationTest {

    private final McpStage stage = new McpStage();

    @TempDir
    private Path home;

    private McpScene scene;

    @BeforeEach
    void open() {
        scene = new McpScene(stage, home);
    }

    @AfterEach
    void close() {
        scene.close();
        stage.close();
    }

    @Test
    void keepsIssuerClientAndResourceWithTheTokens() {
        connect();

        CredentialSummary stored = scene.agent.list().get(0);
        assertThat(stored.metadata().text(MetadataKeys.ISSUER)).contains(stage.origin());
        assertThat(stored.metadata().text(MetadataKeys.CLIENT_ID)).contains("client-1");
        assertThat(stored.metadata().text(MetadataKeys.RESOURCE))
                .contains(stage.server().toString());
        assertThat(stage.tokenRequests().get(0))
                .contains("resource=" + McpStage.encoded(stage.server().toString()));
    }

    @Test
    void returnsTheSameAddressAsLongAsASignInWaits() {
        Consent first = consent(scene.challenged());
        Consent second = consent(scene.challenged());

        assertThat(second.address()).isEqualTo(first.address());
        scene.complete(Optional.of(first), UnaryOperator.identity());
        assertThat(stage.tokenRequests()).hasSize(1);
    }

    @Test
    void registersOnceForSeveralSignIns() {
        consent(scene.challenged());
        McpAuthorization another = McpAuthorization.of(scene.agent, "tools").forPerson(McpScene.ALICE);
        Consent second = consent(another.require());
        scene.complete(Optional.of(second), UnaryOperator.identity());
        McpAuthorization third = McpAuthorization.of(scene.agent, "tools").forPerson(McpScene.ALICE);
        consent(third.challenged(refused(403, "Bearer error=\"insufficient_scope\", scope=\"write\"")));

        assertThat(stage.asked("/register")).isEqualTo(1);
    }

    @Test
    void keepsTheRegistrationOfASignInThatFailed() {
        Consent denied = consent(scene.challenged());
        assertThatThrownBy(() -> scene.complete(
                        Optional.of(denied), query -> query.replace("code=" + McpStage.CODE, "error=access_denied")))
                .isInstanceOf(ConsentException.class);

        Consent second = consent(scene.challenged());
        assertThat(second.address()).isNotEqualTo(denied.address());
        scene.complete(Optional.of(second), UnaryOperator.identity());
        assertThat(stage.asked("/register")).isEqualTo(1);
    }

    @Test
    void makesNoCallWithoutAPerson() {
        McpAccess outcome = McpAuthorization.of(scene.agent, "tools").require();

        assertThat(outcome).isInstanceOf(McpAccess.ConsentNeeded.class);
        assertThat(((McpAccess.ConsentNeeded) outcome).consent()).isEmpty();
        assertThat(stage.asked("/register")).isZero();
    }

    @Test
    void asksForTheUnionOfScopesOnAStepUp() {
        connect();

        Consent consent = consent(stepUp("write"));
        assertThat(McpStage.parameters(consent.address().getRawQuery()))
                .hasEntrySatisfying(
                        "scope", scopes -> assertThat(scopes.split(" ")).containsExactlyInAnyOrder("read", "write"));
    }

    @Test
    @DisplayName("calls that wait for one step-up get the sign-in that is open, and none of them counts")
    void returnsTheOpenStepUpToAllThatWaitForIt() {
        connect();
        Consent first = consent(stepUp("write"));

        for (int again = 0; again < 6; again++) {
            assertThat(consent(stepUp("write")).address()).isEqualTo(first.address());
        }
    }

    @Test
    void asksNobodyTwiceForTheSameScope() {
        connect();
        scene.complete(Optional.of(consent(stepUp("write"))), UnaryOperator.identity());

        assertThat(stepUp("write")).isInstanceOf(McpAccess.Refused.class);
    }

    @Test
    void stopsWhenAServerAlwaysWantsMore() {
        connect();
        for (String scope : List.of("a", "b", "c")) {
            scene.complete(Optional.of(consent(stepUp(scope))), UnaryOperator.identity());
        }

        assertThat(stepUp("d")).isInstanceOf(McpAccess.Refused.class);
    }

    @Test
    void renewsATokenThatIsRefusedAndAsksAPersonWhenTheNextIsToo() {
        connect();
        stage.answer("/token", McpStage.token("canary-access-2", "Bearer"));

        assertThat(scene.challenged()).isInstanceOf(McpAccess.Authorized.class);
        assertThat(stage.tokenRequests().get(1)).contains("grant_type=refresh_token");
        assertThat(scene.challenged()).isInstanceOf(McpAccess.ConsentNeeded.class);
        assertThat(stage.tokenRequests()).hasSize(2);
    }

    @Test
    @DisplayName("OA-40: a renewal names the resource, as the server published it")
    void namesTheResourceInARenewal() {
        connect();
        stage.answer("/token", McpStage.token("canary-access-2", "Bearer"));
        scene.challenged();

        assertThat(stage.tokenRequests()).hasSize(2);
        assertThat(McpStage.parameters(stage.tokenRequests().get(1)))
                .containsEntry("grant_type", "refresh_token")
                .containsEntry("resource", stage.server().toString());
    }

    @Test
    void sendsNothingToAnIssuerThatTheServerNoLongerNames() {
        connect();
        stage.answer(McpStage.DESCRIPTION, McpStage.description(stage.server().toString(), stage.strangerOrigin()));

        scene.challenged();

        assertThat(stage.tokenRequests()).hasSize(1);
        assertThat(stage.strangerReceived())
                .allSatisfy(received -> assertThat(received).doesNotContain("canary", "client-1"));
    }

    @Test
    void sendsTheCodeWhereTheSignInBegan() {
        Consent consent = consent(scene.challenged());
        stage.answer(
                McpStage.METADATA,
                stage.metadata(stage.origin(), Map.of("token_endpoint", "\"" + stage.strangerOrigin() + "/token\"")));

        scene.complete(Optional.of(consent), UnaryOperator.identity());

        assertThat(stage.tokenRequests()).hasSize(1);
        assertThat(stage.strangerReceived()).isEmpty();
    }

    @Test
    void givesHeadersForTheServerAlone() {
        connect();
        McpAccess.Authorized token = scene.access.current().orElseThrow();

        assertThat(token.headers("POST", stage.server())).containsKey("Authorization");
        assertThat(token.headers("GET", URI.create(stage.server() + "/deeper"))).containsKey("Authorization");
        assertThat(token.toString()).doesNotContain(McpStage.TOKEN);
    }

    @ParameterizedTest
    @DisplayName("T-10: headers with a token are given for the server's own addresses alone")
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/mcp",
                "http://127.0.0.1.evil.example/mcp",
                "https://127.0.0.1/mcp",
                "ORIGIN/other",
                "ORIGIN/mcpx",
                "ORIGIN/mcp/../other",
                "ORIGIN/mcp/%2e%2e/other",
                "ORIGIN/mcp/..;/other",
                "ORIGIN/mcp/%252e%252e/other",
                "ORIGIN/mcp/..%3b/other",
                "ORIGIN/mcp/..%3fx/other",
                "ORIGIN/mcp/..%00/other",
                "ORIGIN/mcp/%ef%bc%8e%ef%bc%8e/other",
                "ORIGIN/mcp/%c0%ae%c0%ae/other",
                "http://localhost/mcp"
            })
    void givesNoHeadersForAnotherAddress(String address) {
        connect();

        URI other = URI.create(address.replace("ORIGIN", stage.origin()));
        assertThat(scene.access.current().orElseThrow().headers("POST", other)).isEmpty();
    }

    @Test
    void revokesAtTheServerThatGaveTheTokens() {
        connect();
        stage.answer("/revoke", "{}");

        scene.agent.connections().disconnect(scene.access.key());

        assertThat(stage.asked("/revoke")).isEqualTo(2);
        assertThat(scene.agent.list()).isEmpty();
    }

    @Test
    void writesTheDocumentThatTheHostServes() {
        McpClientDocument document = new McpClientDocument(
                URI.create("https://host.example/app.json"),
                "Agents",
                List.of(URI.create("https://host.example/back")));

        assertThat(document.json())
                .isEqualTo("{\"client_id\":\"https://host.example/app.json\",\"client_name\":\"Agents\","
                        + "\"redirect_uris\":[\"https://host.example/back\"],"
                        + "\"grant_types\":[\"authorization_code\",\"refresh_token\"],\"response_types\":[\"code\"],"
                        + "\"token_endpoint_auth_method\":\"none\",\"application_type\":\"web\"}");
    }

    private void connect() {
        assertThat(scene.connect(UnaryOperator.identity())).isInstanceOf(McpAccess.ConsentNeeded.class);
    }

    private McpAccess stepUp(String scope) {
        return scene.access.challenged(refused(403, "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\""));
    }

    /** A refusal of what would be sent now. */
    private McpChallenge refused(int status, String header) {
        stage.answer("/mcp", status, "WWW-Authenticate", header, "");
        return McpChallenge.of(scene.call());
    }

    private static Consent consent(McpAccess outcome) {
        assertThat(outcome).isInstanceOf(McpAccess.ConsentNeeded.class);
        return ((McpAccess.ConsentNeeded) outcome).consent().orElseThrow();
    }
}
