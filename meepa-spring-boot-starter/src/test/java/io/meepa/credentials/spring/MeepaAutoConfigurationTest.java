package io.meepa.credentials.spring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.ManagerClosedException;
import io.meepa.credentials.core.builtin.ManualProvider;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.UserConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@DisplayName("The starter")
final class MeepaAutoConfigurationTest {

    private static final String VALUE = "canary-0123456789";

    @TempDir
    private Path home;

    private ApplicationContextRunner application(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        MeepaAutoConfiguration.class,
                        MeepaActuatorAutoConfiguration.class,
                        MeepaPostgresAutoConfiguration.class,
                        MeepaTelemetryAutoConfiguration.class))
                .withConfiguration(UserConfigurations.of(Host.class))
                .withPropertyValues("meepa.home=" + home, "meepa.credentials.credential_store.provider=none")
                .withPropertyValues(properties);
    }

    private static void addLogin(CredentialManager credentials) {
        credentials
                .agent("meepa")
                .add(AgentCredential.login("github")
                        .item("token", Secret.of(VALUE), ItemType.API_TOKEN)
                        .build());
    }

    @Test
    @DisplayName("Opens a manager, publishes events, counts, and closes with the context")
    void opensAManager() {
        List<CredentialManager> opened = new ArrayList<>();
        application("meepa.agents[0].id=meepa").run(context -> {
            CredentialManager credentials = context.getBean(CredentialManager.class);
            opened.add(credentials);
            addLogin(credentials);

            assertThat(credentials.agents()).containsExactly(AgentId.of("meepa"));
            assertThat(context.getBean(Host.class).events)
                    .extracting(CredentialEvent::kind)
                    .contains(CredentialEvent.Kind.ADD);
            assertThat(context.getBean(MeterRegistry.class)
                            .get("meepa.credentials")
                            .tags("kind", "add")
                            .timer()
                            .count())
                    .isEqualTo(1);
        });
        assertThat(opened)
                .singleElement()
                .satisfies(credentials -> org.assertj.core.api.Assertions.assertThatThrownBy(
                                () -> credentials.agent("meepa").list())
                        .isInstanceOf(ManagerClosedException.class));
    }

    @Test
    @DisplayName("Variables, files and code set the same keys; of two lists the more important one counts")
    void takesEachSourceOfProperties() {
        application("meepa.agents[0].id=one", "meepa.agents[1].id=two", "meepa.credentials.lock-timeout=5s")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("more important", Map.of("meepa.agents[0].id", "three"))))
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of(
                                        "MEEPA_CREDENTIALS_ENVIRONMENT_GRANTS_GITHUB_TOKEN",
                                        "login/github#token",
                                        "MEEPA_AGENT_DEFAULTS_IMAGE_CONFIG_INJECT_CREDENTIALS_ENV",
                                        "true",
                                        "MEEPA_AGE_KEY",
                                        VALUE))))
                .run(context -> {
                    CredentialManager credentials = context.getBean(CredentialManager.class);
                    addLogin(credentials);
                    assertThat(credentials.agents())
                            .contains(AgentId.of("three"))
                            .doesNotContain(AgentId.of("two"));
                    ProcessBuilder tool = new ProcessBuilder();
                    credentials.agent("meepa").environment().applyTo(tool);
                    assertThat(tool.environment()).containsEntry("GITHUB_TOKEN", VALUE);
                });
    }

    @Test
    @DisplayName("A wrong key or value stops the start with our own message")
    void stopsWithOurMessage() {
        application("meepa.credentials.emial.enabled=true")
                .run(context -> assertThat(message(context.getStartupFailure()))
                        .isEqualTo(
                                "property meepa.credentials.emial.enabled of test: credentials.emial is not a setting of"
                                        + " Meepa Credentials; did you mean email?"));
        application()
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment", Map.of("MEEPA_CREDENTIALS_CONCURRENCY", VALUE))))
                .run(context -> assertThat(message(context.getStartupFailure()))
                        .isEqualTo(
                                "environment variable MEEPA_CREDENTIALS_CONCURRENCY: credentials.concurrency must be a"
                                        + " whole number"));
    }

    @Test
    @DisplayName("A more important source can empty a list, and a grant for no agent reaches none")
    void emptiesAList() {
        application(
                        "meepa.credentials.environment.grants.TOKEN.item=login/github#token",
                        "meepa.credentials.environment.grants.TOKEN.agents=meepa",
                        "meepa.agent-defaults.image-config.inject-credentials-env=true")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "application-prod.yaml",
                                Map.of("meepa.credentials.environment.grants.TOKEN.agents", ""))))
                .run(context -> {
                    CredentialManager credentials = context.getBean(CredentialManager.class);
                    addLogin(credentials);
                    ProcessBuilder tool = new ProcessBuilder();
                    credentials.agent("meepa").environment().applyTo(tool);
                    assertThat(tool.environment()).doesNotContainKey("TOKEN");
                });
    }

    @Test
    @DisplayName("Keys in brackets are keys; a value and parts of it under one name are refused with both places")
    void readsBrackets() {
        application("meepa.credentials.environment.grants[A_T]=login/github#token")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "prod", Map.of("meepa.credentials.environment.grants[B_T]", "login/github#token"))))
                .withPropertyValues("meepa.agent-defaults.image-config.inject-credentials-env=true")
                .run(context -> {
                    CredentialManager credentials = context.getBean(CredentialManager.class);
                    addLogin(credentials);
                    assertThat(credentials.agent("meepa").environment().variables())
                            .containsOnlyKeys("A_T", "B_T");
                });
        application("meepa.agents[0]=foo", "meepa.agents[0].id=foo")
                .run(context -> assertThat(message(context.getStartupFailure()))
                        .contains("meepa.agents[0] of test", "meepa.agents[0].id of test", "keep one"));
        application(
                        "meepa.credentials.environment.organisation_keys=A",
                        "meepa.credentials.environment.organisation_keys[0]=B")
                .run(context -> assertThat(message(context.getStartupFailure())).contains("keep one"));
    }

    @Test
    @DisplayName("Variables that Kubernetes sets for a service of our name are no settings")
    void leavesServiceLinksAlone() {
        application()
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of(
                                        "MEEPA_CREDENTIALS_SERVICE_HOST", "10.0.0.1",
                                        "MEEPA_CREDENTIALS_SERVICE_PORT", "80",
                                        "MEEPA_CREDENTIALS_SERVICE_PORT_HTTP", "80",
                                        "MEEPA_CREDENTIALS_PORT", "tcp://10.0.0.1:80",
                                        "MEEPA_CREDENTIALS_PORT_80_TCP", "tcp://10.0.0.1:80",
                                        "MEEPA_CREDENTIALS_PORT_80_TCP_ADDR", "10.0.0.1"))))
                .run(context -> assertThat(context).hasNotFailed());
        application()
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment", Map.of("MEEPA_CREDENTIALS_SERVICE_HOST", "10.0.0.1"))))
                .run(context -> assertThat(message(context.getStartupFailure()))
                        .contains("MEEPA_CREDENTIALS_SERVICE_HOST is not a setting"));
    }

    @Test
    @DisplayName("The starter's own keys are as strict as the engine's, and no value is repeated")
    void readsItsOwnKeysStrictly() {
        application("meepa.provision-at-strat=true")
                .run(context -> assertThat(message(context.getStartupFailure()))
                        .isEqualTo(
                                "property meepa.provision-at-strat of test: meepa.provision-at-strat is not a setting of"
                                        + " Meepa Credentials; below meepa there are agent_defaults, agents, configuration,"
                                        + " credentials, home, provision-at-start"));
        application("meepa.provision-at-start=" + VALUE)
                .run(context -> assertThat(message(context.getStartupFailure()))
                        .contains("meepa.provision-at-start must be true or false")
                        .doesNotContain(VALUE));
        application("meepa.home=${NOT_SET}/x")
                .run(context -> assertThat(message(context.getStartupFailure()))
                        .isEqualTo("meepa.home has a placeholder that nothing resolves: set the variable, or give it a"
                                + " default"));
    }

    @Test
    @DisplayName("Whatever waits for its first use, a wrong setting of a plug-in that is a bean stops the start")
    void opensTheManagerAtOnce() {
        application("meepa.credentials.concurrency=many")
                .withBean(CredentialProvider.class, Rooms::new)
                .withInitializer(context -> context.addBeanFactoryPostProcessor(
                        new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> assertThat(message(context.getStartupFailure()))
                        .contains("credentials.concurrency must be a whole number"));
    }

    @Test
    @DisplayName("Of several registries none is chosen: the host says which")
    void choosesNoRegistry() {
        application()
                .withBean("another", MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("credentialMeters"));
    }

    @Test
    @DisplayName("The endpoint knows no agent that there is not, and takes no path for an id")
    void refusesUnknownAgents() {
        application("meepa.agents[0].id=meepa", "management.endpoints.web.exposure.include=credentials")
                .run(context -> {
                    CredentialsEndpoint endpoint = context.getBean(CredentialsEndpoint.class);

                    assertThat(endpoint.one("meepa")).containsKey("credentials");
                    assertThat(endpoint.one("other")).isNull();
                    org.assertj.core.api.Assertions.assertThatThrownBy(() -> endpoint.one("NO PE"))
                            .isInstanceOf(
                                    org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException.class);
                    context.getBean(CredentialManager.class).close();
                    assertThat(endpoint.all()).containsOnlyKeys("error");
                });
    }

    /** Spring itself logs the exception that it gets: it must be ours, and not that of a bean. */
    @Test
    @DisplayName("What stops the start is our exception alone, unless beans take part in what settings there are")
    void stopsBeforeBeans() {
        application("meepa.credentials.emial.enabled=true")
                .run(context -> assertThat(context.getStartupFailure()).isInstanceOf(ConfigurationException.class));
        application("meepa.credentials.emial.enabled=true")
                .withBean(CredentialManagerCustomizer.class, () -> builder -> {})
                .run(context -> assertThat(context.getStartupFailure())
                        .isInstanceOf(BeanCreationException.class)
                        .hasRootCauseInstanceOf(ConfigurationException.class));
    }

    @Test
    @DisplayName("A provider that is a bean may be named by settings")
    void takesAProviderThatIsABean() {
        application("meepa.credentials.room.enabled=true", "meepa.credentials.room.provider=rooms")
                .withBean(CredentialProvider.class, Rooms::new)
                .run(context -> assertThat(context).hasNotFailed());
        application("meepa.credentials.room.enabled=true")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    @DisplayName("What has no effect is one warning, though settings are looked at twice")
    void warnsOnce() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.meepa.credentials");
        logger.addAppender(log);
        log.start();
        try {
            application("meepa.credentials.environment.grants.GITHUB_TOKEN=login/github#token")
                    .run(context -> assertThat(context).hasNotFailed());
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage()).contains("grants"));
    }

    @Test
    @DisplayName("An application that has a manager of its own is left alone")
    void leavesAManagerOfTheApplicationsAlone() {
        try (CredentialManager own = CredentialManager.builder()
                .home(home)
                .set("credentials.credential_store.provider", "none")
                .open()) {
            application("meepa.credentials.emial.enabled=true")
                    .withBean("own", CredentialManager.class, () -> own)
                    .run(context -> assertThat(context).hasNotFailed().hasSingleBean(CredentialManager.class));
        }
    }

    private static String message(@Nullable Throwable failure) {
        FailureAnalysis analysis = requireNonNull(new ConfigurationFailureAnalyzer().analyze(requireNonNull(failure)));
        assertThat(analysis.getCause()).isInstanceOf(ConfigurationException.class);
        return analysis.getDescription();
    }

    @Test
    @DisplayName(
            "Provisions at start where asked to, and shows in health and endpoint what agents have, without a value")
    void provisionsAtStart() {
        try (AgentMailStandIn mail = AgentMailStandIn.start()) {
            application(
                            "management.endpoints.web.exposure.include=credentials",
                            "meepa.provision-at-start=yes",
                            "meepa.credentials.enabled=true",
                            "meepa.credentials.email.enabled=true",
                            "meepa.credentials.email.provider=agentmail",
                            "meepa.credentials.email.agentmail.base-url=" + mail.baseUrl(),
                            "meepa.credentials.email.agentmail.allowLoopbackHttp=true",
                            "meepa.agents[0].id=meepa",
                            "AGENTMAIL_API_KEY=" + mail.organisationKeyText())
                    .run(context -> {
                        context.getBean(Provisioner.class)
                                .run(new org.springframework.boot.DefaultApplicationArguments());
                        addLogin(context.getBean(CredentialManager.class));

                        Health health = context.getBean(CredentialsHealthIndicator.class)
                                .health();
                        String shown =
                                context.getBean(CredentialsEndpoint.class).all().toString();
                        assertThat(health.getStatus()).isEqualTo(Status.UP);
                        assertThat(health.getDetails()).containsOnlyKeys("agents");
                        assertThat(shown).contains("email/agentmail", "login/github", "default-namespace");
                        assertThat(health + shown).doesNotContain(VALUE, mail.organisationKeyText());
                    });
        }
    }

    @Test
    @DisplayName("Health is down where the store cannot be listed, and only there")
    void isDownWithoutAStore() {
        CredentialManager manager = CredentialManager.builder()
                .home(home)
                .set("credentials.credential_store.provider", "none")
                .open();
        CredentialsHealthIndicator health = new CredentialsHealthIndicator(manager);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        manager.close();
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    @DisplayName(
            "A key for a model and a token for a server are looked up when they are asked for, and print as addresses")
    void looksKeysUp() {
        application().run(context -> {
            CredentialManager credentials = context.getBean(CredentialManager.class);
            addLogin(credentials);
            CredentialKey key = CredentialKey.of(Category.LOGIN, "github");
            AgentApiKey apiKey = new AgentApiKey(credentials.agent("meepa"), key, "token");
            AgentMcpAuthorization mcp = new AgentMcpAuthorization(
                    credentials.agent("meepa"), key, "token", URI.create("https://mcp.example.com/mcp"));

            assertThat(apiKey.getValue()).isEqualTo(VALUE);
            assertThat(new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(apiKey))
                    .isEqualTo("\"meepa login/github#token\"");
            assertThat(apiKey + " " + mcp).doesNotContain(VALUE).contains("login/github#token");
            assertThat(authorization(mcp, "https://mcp.example.com/mcp")).containsExactly("Bearer " + VALUE);
            assertThat(authorization(mcp, "https://evil.example.com/mcp")).isEmpty();
        });
    }

    private static List<String> authorization(AgentMcpAuthorization mcp, String endpoint) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint));
        mcp.customize(
                request, "POST", URI.create(endpoint), null, io.modelcontextprotocol.common.McpTransportContext.EMPTY);
        return request.build().headers().allValues("Authorization");
    }

    @Configuration(proxyBeanMethods = false)
    static class Host {

        private final List<CredentialEvent> events = new ArrayList<>();

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }

        @EventListener
        void on(CredentialEvent event) {
            events.add(event);
        }
    }

    /** For a category that nothing else on the path issues. */
    private static final class Rooms implements CredentialProvider {

        private final CredentialProvider manual = new ManualProvider();

        @Override
        public String id() {
            return "rooms";
        }

        @Override
        public Set<Category> categories() {
            return Set.of(Category.of("room"));
        }

        @Override
        public Capabilities capabilities() {
            return manual.capabilities();
        }

        @Override
        public CredentialIssuer open(ProviderContext context) {
            return manual.open(context);
        }
    }
}
