package io.meepa.credentials.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.sops.Identity;
import io.meepa.verification.database.SharedServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@DisplayName("Beans that an application has already are used")
final class ApplicationBeansTest {

    private static final String VALUE = "canary-0123456789";

    @TempDir
    private Path home;

    private ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        MeepaAutoConfiguration.class,
                        MeepaPostgresAutoConfiguration.class,
                        MeepaTelemetryAutoConfiguration.class))
                .withPropertyValues("meepa.home=" + home);
    }

    private static void addLogin(CredentialManager credentials) {
        credentials
                .agent("meepa")
                .add(AgentCredential.login("github")
                        .item("token", Secret.of(VALUE), ItemType.API_TOKEN)
                        .build());
    }

    static Stream<PropertySource<?>> configured() {
        String provider = "meepa.credentials.credential_store.provider";
        return Stream.of(
                new MapPropertySource("a file", Map.of(provider, "postgres")),
                new SystemEnvironmentPropertySource(
                        "systemEnvironment", Map.of("MEEPA_CREDENTIALS_CREDENTIAL_STORE_PROVIDER", "postgres")));
    }

    @ParameterizedTest
    @MethodSource("configured")
    @DisplayName(
            "A DataSource holds the documents where the PostgreSQL store is configured, by a file or by a variable")
    void keepsDocumentsInTheDataSource(PropertySource<?> configuration) throws SQLException {
        PGSimpleDataSource source = database();
        application()
                .withBean(DataSource.class, () -> source)
                .withInitializer(
                        context -> context.getEnvironment().getPropertySources().addFirst(configuration))
                .withPropertyValues(
                        "meepa.credentials.credential_store.postgres.create=true",
                        "meepa.credentials.credential_store.postgres.key_env=DOCUMENT_KEY",
                        "DOCUMENT_KEY=" + key())
                .run(context -> {
                    CredentialManager credentials = context.getBean(CredentialManager.class);
                    addLogin(credentials);
                    assertThat(credentials
                                    .agent("meepa")
                                    .get(Category.LOGIN, "github")
                                    .secret("token")
                                    .reveal())
                            .isEqualTo(VALUE);
                });

        assertThat(documents(source)).isEqualTo(1);
        assertThat(home).isEmptyDirectory();
    }

    private static PGSimpleDataSource database() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(SharedServer.server().url(SharedServer.newDatabase()));
        source.setUser("postgres");
        return source;
    }

    private static String key() {
        try (Secret text = Identity.generate().secret()) {
            return text.reveal();
        }
    }

    private static int documents(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                ResultSet rows = connection.createStatement().executeQuery("select count(*) from meepa.document")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    @DisplayName("A DataSource is left alone where documents are kept elsewhere")
    void leavesTheDataSourceAlone() {
        application()
                .withBean(DataSource.class, PGSimpleDataSource::new)
                .withPropertyValues("meepa.credentials.credential_store.provider=none")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("credentialPostgresStore"));
    }

    @Test
    @DisplayName("With two DataSources the start ends with what to do, not with a url that is missing")
    void asksWhichOfTwoDataSources() {
        application()
                .withBean("orders", DataSource.class, PGSimpleDataSource::new)
                .withBean("credentials", DataSource.class, PGSimpleDataSource::new)
                .withPropertyValues("meepa.credentials.credential_store.provider=postgres")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("mark one as primary"));
    }

    @Test
    @DisplayName("OpenTelemetry receives a span for what happens, without a value")
    void makesSpans() {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build();
        application()
                .withBean(OpenTelemetry.class, () -> telemetry)
                .withPropertyValues("meepa.credentials.credential_store.provider=none")
                .run(context -> {
                    addLogin(context.getBean(CredentialManager.class));

                    assertThat(exporter.getFinishedSpanItems())
                            .extracting(SpanData::getName)
                            .contains("meepa.credentials add");
                    assertThat(exporter.getFinishedSpanItems().toString()).doesNotContain(VALUE);
                });
    }
}
