package io.meepa.credentials.core.manager;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.testkit.ManualClock;
import io.meepa.credentials.testkit.fake.FakeTokenProvider;
import io.meepa.credentials.testkit.fake.FakeTokenServer;
import io.meepa.credentials.testkit.fake.FakeTokens;
import io.meepa.credentials.testkit.fake.TokenEndpoint;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** One agent with an own token that a provider renews. */
final class TokenFixture {

    static final CredentialKey KEY = CredentialKey.of(Category.TOKEN, FakeTokenProvider.ID);

    final RecordingStore store = new RecordingStore();
    final ManualClock clock = ManualClock.at(Managers.NOW);
    final FakeTokenServer upstream = new FakeTokenServer();

    /** What the provider calls. */
    TokenEndpoint endpoint = upstream;

    private final FakeTokenProvider provider = new FakeTokenProvider(new Endpoint())
            .withMetadata(Metadata.empty().with("tag", "forged").with("scope", "mail"));

    TokenFixture() {
        upstream.signIn();
        seed(Managers.NOW.plus(FakeTokenProvider.LIFE));
    }

    /** Puts the first token there, good until a moment. */
    void seed(Instant end) {
        store.seed("meepa", Seeds.empty().withEntry(StoredCredential.of(session(end.toString()))));
    }

    static AgentCredential session(String expiresAt) {
        return AgentCredential.token(FakeTokenProvider.ID)
                .item(ItemKeys.ACCESS_TOKEN, Secret.of(access(0)), ItemType.API_TOKEN)
                .item(ItemKeys.REFRESH_TOKEN, Secret.of(refresh(0)), ItemType.API_TOKEN)
                .metadata(Metadata.empty().with(MetadataKeys.EXPIRES_AT, expiresAt))
                .build();
    }

    static String access(int number) {
        return FakeTokenServer.accessToken(number);
    }

    static String refresh(int number) {
        return FakeTokenServer.refreshToken(number);
    }

    /** How often the provider was asked whether it renews. */
    int asked() {
        return provider.asked();
    }

    CredentialManagerBuilder builder() {
        return Managers.builder(store)
                .clock(clock)
                .provider(provider)
                .set("credentials.token.enabled", true)
                .set("credentials.token.provider", FakeTokenProvider.ID)
                .set("agents.meepa", Map.of("id", "meepa"));
    }

    CredentialManager open() {
        return builder().open();
    }

    <T> T with(Function<AgentCredentials, T> action) {
        try (CredentialManager manager = open()) {
            return action.apply(manager.agent("meepa"));
        }
    }

    void run(Consumer<AgentCredentials> action) {
        with(agent -> {
            action.accept(agent);
            return agent;
        });
    }

    String token() {
        return with(agent -> agent.tokens().get(KEY).value().reveal());
    }

    AgentCredential stored() {
        return store.document("meepa").entries().get(0).credential();
    }

    String stored(String item) {
        return stored().secret(item).reveal();
    }

    /** The endpoint of the moment. */
    private final class Endpoint implements TokenEndpoint {

        @Override
        public FakeTokens trade(Secret refreshToken) {
            return endpoint.trade(refreshToken);
        }

        @Override
        public Repetition repetition() {
            return upstream.repetition();
        }
    }
}
