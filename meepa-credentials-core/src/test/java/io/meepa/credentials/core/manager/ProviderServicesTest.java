package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.CredentialExpiredException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Issued;
import io.meepa.credentials.spi.call.RefreshRequest;
import io.meepa.credentials.spi.call.Refreshed;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.spi.call.RevocationResult;
import io.meepa.credentials.spi.call.RevokeRequest;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.SystemCredential;
import io.meepa.credentials.spi.provider.TokenRefresh;
import io.meepa.credentials.testkit.ManualClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One provider serves several services, each with its own settings, variables, app and repetition. */
class ProviderServicesTest {

    private static final String SECRET = "app-secret-canary";

    private final RecordingStore store = new RecordingStore();
    private final ManualClock clock = ManualClock.at(Managers.NOW);
    private final Suite suite = new Suite();
    private final Map<String, String> host =
            new HashMap<>(Map.of("GITHUB_CLIENT_ID", "app-1", "GITHUB_CLIENT_SECRET", SECRET));

    private CredentialManagerBuilder builder() {
        return Managers.builder(store)
                .clock(clock)
                .environment(host::get)
                .provider(suite)
                .set("credentials.token.enabled", true)
                .set("credentials.token.provider", suite.id())
                .set("credentials.token.suite.services.mail", Map.of("audience", "of-mail", "app", "github"))
                .set("credentials.token.suite.services.chat", Map.of("audience", "of-chat"))
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .set("agents.meepa", Map.of("id", "meepa"));
    }

    private <T> T with(Function<AgentCredentials, T> action) {
        try (CredentialManager manager = builder().open()) {
            return action.apply(manager.agent("meepa"));
        }
    }

    private String token(String service) {
        CredentialKey key = CredentialKey.of(Category.TOKEN, service);
        return with(agent -> agent.tokens().get(key).value().reveal());
    }

    /** Seeds a token of each service that has expired. */
    private void seedExpired(String... services) {
        var document = Seeds.empty();
        for (String service : services) {
            document = document.withEntry(StoredCredential.of(AgentCredential.token(service)
                    .item(ItemKeys.ACCESS_TOKEN, Secret.of("old"), ItemType.API_TOKEN)
                    .item(ItemKeys.REFRESH_TOKEN, Secret.of("refresh"), ItemType.API_TOKEN)
                    .metadata(Metadata.empty().with(MetadataKeys.EXPIRES_AT, Managers.NOW.toString()))
                    .build()));
        }
        store.seed("meepa", document);
    }

    @Test
    @DisplayName("Each service is refreshed with its own settings; a service that is not configured is not")
    void refreshesEachServiceByItsOwnSettings() {
        seedExpired("mail", "chat", "files");

        assertThat(token("mail")).isEqualTo("mail for of-mail");
        assertThat(token("chat")).isEqualTo("chat for of-chat");
        assertThatThrownBy(() -> token("files")).isInstanceOf(CredentialExpiredException.class);
        assertThat(suite.refreshed).containsExactly("mail", "chat");
    }

    @Test
    @DisplayName("A lost answer is repeated where the service allows it, and not where the token may be spent")
    void repeatsByService() {
        seedExpired("mail", "chat");
        suite.losesAnswers = true;
        for (String service : List.of("mail", "chat")) {
            assertThatThrownBy(() -> token(service)).isInstanceOf(ProviderIndeterminateException.class);
        }
        suite.losesAnswers = false;

        assertThat(token("mail")).isEqualTo("mail for of-mail");
        assertThatThrownBy(() -> token("chat")).isInstanceOf(RuntimeException.class);

        assertThat(suite.refreshed).containsExactly("mail", "chat", "mail");
        assertThat(store.document("meepa").operations()).singleElement().satisfies(left -> {
            assertThat(left.service()).isEqualTo("chat");
            assertThat(left.state()).isEqualTo(Operation.State.INDETERMINATE);
        });
    }

    @Test
    @DisplayName("Each service has its own variables")
    void injectsEachServicesVariables() {
        seedExpired("mail", "chat");
        token("mail");
        token("chat");

        Map<String, Secret> variables = with(agent -> agent.environment().variables());

        assertThat(variables).containsOnlyKeys("MAIL_TOKEN", "CHAT_TOKEN");
        assertThat(variables)
                .hasEntrySatisfying(
                        "MAIL_TOKEN", token -> assertThat(token.reveal()).isEqualTo("mail for of-mail"));
    }

    @Test
    @DisplayName("So have the services that people sign in at")
    void injectsVariablesOfConnections() {
        ConnectScene scene = new ConnectScene();
        scene.connect("meepa", "ada");

        try (CredentialManager manager = scene.builder()
                .set("agent_defaults.image_config.inject_credentials_env", true)
                .open()) {
            assertThat(manager.agent("meepa").environment().variables()).containsOnlyKeys("GITHUB_TOKEN");
            assertThat(manager.agent("second").environment().variables()).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "A running manager gives a provider the app that its settings name, read at each use, and nothing else")
    void givesTheAppThatTheSettingsName() {
        seedExpired("mail");
        token("mail");
        assertThat(suite.apps).containsExactly("app-1/" + SECRET);

        host.put("GITHUB_CLIENT_SECRET", "rotated-canary");
        seedExpired("mail");
        token("mail");
        assertThat(suite.apps).containsExactly("app-1/" + SECRET, "app-1/rotated-canary");

        assertThat(suite.shown).doesNotContain("canary");
        assertThat(store.document("meepa").toString()).doesNotContain("canary");
        Set<String> names = with(agent -> agent.environment().names());
        assertThat(names).containsExactly("MAIL_TOKEN");
    }

    @Test
    @DisplayName("An app that the host does not have is an error of the setting that names it")
    void refusesAnAppThatIsNotThere() {
        host.clear();

        assertThatThrownBy(() -> builder().open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("credentials.token.suite.services.mail.app");
    }

    @Test
    @DisplayName("A setting of one service that is not read is refused, and named with its service")
    void refusesAnUnknownSettingOfAService() {
        assertThatThrownBy(() -> builder()
                        .set("credentials.token.suite.services.chat", Map.of("audience", "of-chat", "audiense", "x"))
                        .open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("credentials.token.suite.services.chat.audiense")
                .hasMessageContaining("did you mean audience?");
    }

    /** A provider of tokens whose services are those of its settings. */
    private static final class Suite implements CredentialProvider {

        private final List<String> refreshed = new ArrayList<>();
        private final List<String> apps = new ArrayList<>();
        private String shown = "";
        private boolean losesAnswers;

        @Override
        public String id() {
            return "suite";
        }

        @Override
        public Set<Category> categories() {
            return Set.of(Category.TOKEN);
        }

        @Override
        public Set<String> services() {
            return Set.of();
        }

        @Override
        public Map<String, String> variables(String service, Settings settings) {
            return switch (service) {
                case "mail" -> Map.of(ItemKeys.ACCESS_TOKEN, "MAIL_TOKEN");
                case "chat" -> Map.of(ItemKeys.ACCESS_TOKEN, "CHAT_TOKEN");
                default -> Map.of();
            };
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.of(
                    Capabilities.Creation.LOCAL,
                    Capabilities.SecretVisibility.SHOWN_ONCE,
                    Capabilities.Revocation.UNSUPPORTED,
                    Capabilities.Cost.FREE);
        }

        @Override
        public CredentialIssuer open(ProviderContext context) {
            Settings services = context.settings().section("services").orElseThrow();
            Map<String, Service> read = new LinkedHashMap<>();
            for (String name : services.keys()) {
                Settings section = services.section(name).orElseThrow();
                read.put(name, new Service(section.requiredText("audience"), app(context, section)));
            }
            shown = read.toString();
            return new Issuer(this, read);
        }

        private static Optional<SystemCredential> app(ProviderContext context, Settings section) {
            return section.text("app")
                    .map(name -> context.systemCredential(CredentialKey.of(Category.of("oauth_client"), name))
                            .orElseThrow(() -> section.invalid("app", "names no app of the host")));
        }
    }

    private record Service(String audience, Optional<SystemCredential> app) {}

    private record Issuer(Suite suite, Map<String, Service> services) implements CredentialIssuer, TokenRefresh {

        @Override
        public Set<String> furtherServices() {
            return services.keySet();
        }

        @Override
        public Issued issue(IssueRequest request) {
            return Issued.needsPerson("Token", "sign in");
        }

        @Override
        public RevocationResult revoke(RevokeRequest request) {
            throw new AssertionError("nothing is revoked");
        }

        @Override
        public Optional<TokenRefresh> refresh() {
            return Optional.of(this);
        }

        @Override
        public Repetition repetition(RefreshRequest request) {
            return request.service().equals("mail") ? Repetition.REPEATABLE : Repetition.ONE_TIME;
        }

        @Override
        public Refreshed refresh(RefreshRequest request) {
            suite.refreshed.add(request.service());
            if (suite.losesAnswers) {
                throw new ProviderIndeterminateException("suite: the answer was lost");
            }
            Service service = Objects.requireNonNull(services.get(request.service()));
            service.app().ifPresent(app -> suite.apps.add(read(app, "client_id") + "/" + read(app, "client_secret")));
            return Refreshed.of(List.of(new CredentialItem(
                    ItemKeys.ACCESS_TOKEN,
                    Secret.of(request.service() + " for " + service.audience()),
                    ItemType.API_TOKEN)));
        }

        private static String read(SystemCredential app, String item) {
            SecretSource source = app.item(item);
            try (Secret value = source.read()) {
                return value.reveal();
            }
        }

        @Override
        public void close() {}
    }
}
