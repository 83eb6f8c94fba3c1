package io.meepa.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Connection.State;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.Disconnection;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the gateway of those who only look around")
class StandInsTest {

    private static final SessionBinding SESSION = SessionBinding.of("session-of-a-newcomer", "operator");
    private static final CredentialKey GITHUB = CredentialKey.of(Category.TOKEN, "github");

    @Test
    @DisplayName("Connect github signs in at the stand-in, without an account, and Disconnect takes it back")
    void connectsWithoutAnAccount(@TempDir Path home) throws Exception {
        try (StandIns standIns = new StandIns();
                CredentialManager manager = standIns.configure(CredentialManager.builder()
                                .configuration(Path.of("config.yaml"))
                                .home(home))
                        .open()) {
            AgentCredentials meepa = manager.agent("meepa");
            assertThat(meepa.connections().list()).extracting(Connection::state).containsExactly(State.DISCONNECTED);
            Consent consent = meepa.connections()
                    .begin(
                            ConnectRequest.to("github")
                                    .redirectingTo(URI.create("http://127.0.0.1:8807/connected.html")),
                            SESSION);

            URI back = sentBack(consent.address());
            assertThat(back).hasHost("127.0.0.1").hasPath("/connected.html");
            Connection connection =
                    meepa.connections().complete(CallbackParameters.ofQuery(back.getRawQuery()), SESSION);

            assertThat(connection.state()).isIn(State.ACTIVE, State.PARTIAL);
            assertThat(connection.account()).contains("ada");
            assertThat(meepa.connections().disconnect(GITHUB).end()).isEqualTo(Disconnection.End.REVOKED);
            assertThat(manager.agent("scout").connections().list()).isEmpty();
        }
    }

    /** What a browser does with the address. */
    private static URI sentBack(URI address) throws Exception {
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }
}
