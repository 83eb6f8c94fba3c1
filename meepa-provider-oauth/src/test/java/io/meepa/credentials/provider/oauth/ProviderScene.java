package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.connect.CallbackParameters;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentCredentialBuilder;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.Connected;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.consent.ConsentAnswer;
import io.meepa.credentials.spi.consent.ConsentRequest;
import io.meepa.credentials.spi.consent.ConsentStart;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import io.meepa.credentials.testkit.TestContexts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The provider over a stand-in of one service, configured as a host configures it. */
final class ProviderScene implements AutoCloseable {

    private static final AgentId MEEPA = AgentId.of("meepa");

    private final TestContexts contexts = TestContexts.create();
    private final String service;
    private final StagedService staged;
    private final Path file;
    private final CredentialIssuer issuer;

    ProviderScene(String service) {
        this.service = service;
        staged = StagedService.start(service, contexts.clock());
        try {
            file = Files.writeString(Files.createTempFile("preset", ".json"), staged.presetFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        issuer = open(
                contexts,
                Map.of(
                        "allow_loopback_http",
                        true,
                        "redirect_uris",
                        List.of("https://host.example/oauth/callback"),
                        "services",
                        Map.of(service, section())));
    }

    static CredentialIssuer open(Map<String, ?> settings) {
        return open(TestContexts.create(), settings);
    }

    private static CredentialIssuer open(TestContexts contexts, Map<String, ?> settings) {
        Object services = settings.get("services");
        return open(contexts, settings, services instanceof Map<?, ?> named ? List.copyOf(named.keySet()) : List.of());
    }

    static CredentialIssuer open(TestContexts contexts, Map<String, ?> settings, List<?> allowed) {
        Map<String, String> environment =
                Map.of("APP_ID", OAuthStandIn.CLIENT_ID, "APP_SECRET", OAuthStandIn.CLIENT_SECRET, "NOTION_ID", "n-1");
        Settings read = Settings.of(
                "credentials.connections.oauth",
                settings,
                new Settings.Surroundings(key -> "test.yaml", environment::get));
        Settings agent = Settings.of(
                "agents.meepa.identity.oauth",
                Map.of("services", allowed),
                new Settings.Surroundings(key -> "test.yaml", environment::get));
        ProviderContext context = contexts.provider(read).withAgentSettings(Map.of(MEEPA, agent));
        return new OAuthProvider().open(context);
    }

    private Map<String, Object> section() {
        Map<String, Object> section = new HashMap<>();
        section.put("preset", file.toString());
        section.put("client_id_env", "APP_ID");
        section.put("client_secret_env", "APP_SECRET");
        Preset preset = staged.preset();
        preset.tenant().ifPresent(rule -> section.put("tenant", "tenant.example"));
        if (preset.userAgentRequired()) {
            section.put("user_agent", "linux:app:1 (by /u/me)");
        }
        return section;
    }

    StagedService service() {
        return staged;
    }

    CredentialIssuer issuer() {
        return issuer;
    }

    ConsentStart begin() {
        return issuer.connecting().orElseThrow().begin(ConsentRequest.of(MEEPA, service, Secret.of("state-1")));
    }

    Connected connect(String person) {
        ConsentStart start = begin();
        return issuer.connecting()
                .orElseThrow()
                .complete(ConsentAnswer.of(MEEPA, service, start.kept())
                        .bringing(CallbackParameters.ofQuery(staged.standIn().agree(start.address(), person))));
    }

    AgentCredential stored(Connected connected) {
        AgentCredentialBuilder builder = AgentCredential.token(service).metadata(connected.metadata());
        for (CredentialItem item : connected.items()) {
            builder = builder.item(item.key(), item.value(), item.type());
        }
        return builder.build();
    }

    AgentCredential token(String refreshToken) {
        return AgentCredential.token(service)
                .item(ItemKeys.ACCESS_TOKEN, Secret.of("canary-access"), ItemType.API_TOKEN)
                .item(ItemKeys.REFRESH_TOKEN, Secret.of(refreshToken), ItemType.API_TOKEN)
                .build();
    }

    Refreshed refresh(AgentCredential stored) {
        return issuer.refresh().orElseThrow().refresh(RefreshRequest.of(MEEPA, stored));
    }

    @Override
    public void close() {
        issuer.close();
        staged.close();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
