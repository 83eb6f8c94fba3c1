package io.meepa.credentials.core.manager;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.connect.AgentConnections;
import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.connect.ConnectRequest;
import io.meepa.credentials.connect.Connection;
import io.meepa.credentials.connect.Consent;
import io.meepa.credentials.connect.SessionBinding;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.testkit.ManualClock;
import java.util.Map;
import java.util.function.Function;

/** Agents whose people sign in at a service. Every action opens a manager of its own, as after a restart. */
final class ConnectScene {

    static final CredentialKey KEY = CredentialKey.of(Category.TOKEN, "github");
    static final SessionBinding ALICE = SessionBinding.of("session-alice-1", "alice");
    static final SessionBinding MALLORY = SessionBinding.of("session-mallory-1", "mallory");

    final RecordingStore store = new RecordingStore();
    final ManualClock clock = ManualClock.at(Managers.NOW);
    final ConnectUpstream upstream = new ConnectUpstream(clock);

    CredentialManagerBuilder builder() {
        return Managers.builder(store)
                .clock(clock)
                .sleeper(clock::advance)
                .provider(upstream)
                .set("credentials.connections.enabled", true)
                .set("credentials.connections.provider", upstream.id())
                .set("agents.meepa", Map.of("id", "meepa"))
                .set("agents.second", Map.of("id", "second"))
                .set("agents.outsider", Map.of("id", "outsider"));
    }

    <T> T with(String agent, Function<AgentCredentials, T> action) {
        try (CredentialManager manager = builder().open()) {
            return action.apply(manager.agent(agent));
        }
    }

    <T> T with(Function<AgentConnections, T> action) {
        return with("meepa", agent -> action.apply(agent.connections()));
    }

    Consent begin() {
        return with(connections -> connections.begin(ConnectRequest.to("github"), ALICE));
    }

    Connection complete(Consent consent, String code) {
        return with(connections -> connections.complete(callback(consent, code), ALICE));
    }

    /** Signs a person in, from begin to end. */
    Connection connect(String agent, String code) {
        return with(agent, handle -> {
            Consent consent = handle.connections().begin(ConnectRequest.to("github"), ALICE);
            return handle.connections().complete(callback(consent, code), ALICE);
        });
    }

    static CallbackParameters callback(Consent consent, String code) {
        return CallbackParameters.ofQuery(
                "code=" + code + "&" + consent.address().getRawQuery());
    }
}
