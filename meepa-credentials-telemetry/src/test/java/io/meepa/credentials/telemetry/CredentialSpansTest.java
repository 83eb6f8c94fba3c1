package io.meepa.credentials.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.error.CredentialNotFoundException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DeprovisionMode;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Spans of what happens to credentials")
final class CredentialSpansTest {

    private static final String VALUE = "canary-0123456789";

    private final AgentMailStandIn mail = AgentMailStandIn.start();
    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();

    @TempDir
    private Path home;

    @AfterEach
    void stop() {
        telemetry.close();
        mail.close();
    }

    private CredentialManager open() {
        CredentialSpans spans = CredentialSpans.of(telemetry);
        return CredentialManager.builder()
                .home(home)
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", "none")
                .set("credentials.email.enabled", true)
                .set("credentials.email.provider", "agentmail")
                .set("credentials.email.agentmail.base_url", mail.baseUrl())
                .set("credentials.email.agentmail.allow_loopback_http", true)
                .set("agents.meepa.identity.enabled", true)
                .environment(Map.of("AGENTMAIL_API_KEY", mail.organisationKeyText())::get)
                .listener(spans)
                .metrics(spans)
                .open();
    }

    private List<SpanData> named(String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private void use(AgentCredentials meepa) {
        assertThat(meepa.provision().ok()).isTrue();
        meepa.add(AgentCredential.login("github")
                .item("token", Secret.of(VALUE), ItemType.API_TOKEN)
                .build());
        assertThat(meepa.get(Category.LOGIN, "github").secret("token").reveal()).isEqualTo(VALUE);
        assertThatThrownBy(() -> meepa.get(Category.LOGIN, "gitlab")).isInstanceOf(CredentialNotFoundException.class);
        meepa.deprovision(DeprovisionMode.REVOKE);
    }

    @Test
    @DisplayName("One span for each change, and one within it for each call of a provider")
    void makesASpanForEachChange() {
        try (CredentialManager manager = open()) {
            use(manager.agent("meepa"));
        }

        SpanData provisioning = named("meepa.credentials provision").get(0);
        SpanData call = named("meepa.credentials.call create").get(0);
        assertThat(named("meepa.credentials add")).hasSize(1);
        assertThat(named("meepa.credentials.call revoke")).hasSize(1);
        assertThat(call.getParentSpanId()).isEqualTo(provisioning.getSpanId());
        assertThat(call.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(call.getAttributes().asMap())
                .containsEntry(CredentialSpans.AGENT, "meepa")
                .containsEntry(CredentialSpans.SUBJECT, "email/agentmail");
        assertThat(exporter.getFinishedSpanItems()).allMatch(SpanData::hasEnded);
    }

    @ParameterizedTest
    @EnumSource(CredentialEvent.Kind.class)
    @DisplayName("Each kind of change or access that begins and ends is one span, a refresh among them")
    void makesASpanForEachKind(CredentialEvent.Kind kind) {
        CredentialSpans spans = CredentialSpans.of(telemetry);

        for (Phase phase : List.of(Phase.BEGUN, Phase.SUCCEEDED)) {
            spans.on(new CredentialEvent(Instant.EPOCH, AgentId.of("meepa"), kind, phase, "token/reddit", ""));
        }

        assertThat(exporter.getFinishedSpanItems())
                .singleElement()
                .extracting(SpanData::getName)
                .isEqualTo("meepa.credentials " + kind.name().toLowerCase(Locale.ROOT));
        assertThat(Span.current().getSpanContext().isValid()).isFalse();
    }

    @Test
    @DisplayName("What failed is marked, with the type of the error")
    void marksWhatFailed() {
        try (CredentialManager manager = open()) {
            use(manager.agent("meepa"));
        }

        assertThat(named("meepa.credentials reveal"))
                .filteredOn(span -> span.getStatus().getStatusCode() == StatusCode.ERROR)
                .singleElement()
                .satisfies(span -> assertThat(span.getAttributes().asMap())
                        .containsEntry(CredentialSpans.ERROR, "CredentialNotFoundException"));
    }

    @Test
    @DisplayName("R13: no exporter ever sees a value")
    void exportsNoValue() {
        try (CredentialManager manager = open()) {
            use(manager.agent("meepa"));
        }

        assertThat(exporter.getFinishedSpanItems()).hasSizeGreaterThan(5);
        assertThat(exporter.getFinishedSpanItems().toString())
                .doesNotContain("canary", mail.organisationKeyText(), "am_us_");
    }

    @Test
    @DisplayName("Spans are the host's span's children, and leave it current")
    void standsWithinTheHostsSpan() {
        Span host = telemetry.getTracer("host").spanBuilder("request").startSpan();
        try (CredentialManager manager = open();
                Scope scope = host.makeCurrent()) {
            assertThat(scope).isNotNull();
            manager.agent("meepa")
                    .add(AgentCredential.login("github")
                            .item("token", Secret.of(VALUE), ItemType.API_TOKEN)
                            .build());

            assertThat(Span.current()).isSameAs(host);
            Map<String, Object> meta = TraceMeta.with(Map.of("progressToken", 1));
            assertThat(meta).containsEntry("progressToken", 1);
            assertThat(String.valueOf(meta.get("traceparent")))
                    .startsWith("00-" + host.getSpanContext().getTraceId() + "-"
                            + host.getSpanContext().getSpanId() + "-");
        } finally {
            host.end();
        }
        assertThat(named("meepa.credentials add").get(0).getParentSpanId())
                .isEqualTo(host.getSpanContext().getSpanId());
        assertThat(TraceMeta.current()).isEmpty();
    }
}
