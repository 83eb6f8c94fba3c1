package io.meepa.credentials.telemetry;

import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.event.CredentialMetrics;
import io.meepa.credentials.event.ProviderCall;
import io.meepa.credentials.model.AgentId;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * OpenTelemetry spans: one for each change and each access to a secret value, from its beginning to its end, and one within
 * it for each call of a provider. A span is current while what it describes runs, so that the host's own instruments find
 * it. It carries names, never values: agent, kind, the credential's address, and the type of what failed.
 *
 * <p>To be given to the builder twice: {@code builder.listener(spans).metrics(spans)}. Thread-safe.
 */
public final class CredentialSpans implements CredentialListener, CredentialMetrics {

    /** The name of the instrumentation. */
    public static final String SCOPE = "io.meepa.credentials";

    /** Whose, by the convention for agents. */
    static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.id");

    /** What went wrong, by the general convention. */
    static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    /** What happens. */
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("meepa.credentials.operation");

    /** The credential's address. */
    static final AttributeKey<String> SUBJECT = AttributeKey.stringKey("meepa.credentials.subject");

    /** The type of an exception; other details are for people, and stay out. */
    private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z0-9]{1,80}");

    private static final String UNSPECIFIED = "_OTHER";

    private final Tracer tracer;

    /** What has begun on a thread and not ended, the latest first: an end is reported on the thread of its beginning. */
    private final ThreadLocal<Deque<Open>> open = ThreadLocal.withInitial(ArrayDeque::new);

    private CredentialSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Makes spans.
     *
     * @param telemetry receives them
     * @return the listener
     */
    public static CredentialSpans of(OpenTelemetry telemetry) {
        return new CredentialSpans(telemetry.getTracer(SCOPE));
    }

    @Override
    public void on(CredentialEvent event) {
        switch (event.phase()) {
            case BEGUN -> begin(event);
            case SUCCEEDED, FAILED -> end(event);
            case NOTED -> Span.current().addEvent("meepa.credentials." + name(event.kind()));
        }
    }

    @Override
    public void ended(Kind kind, Phase outcome, AgentId agent, Duration took) {
        // The event said so already.
    }

    @Override
    public void called(ProviderCall call, Phase outcome, AgentId agent, Duration took) {
        Instant end = Instant.now();
        Span span = tracer.spanBuilder("meepa.credentials.call " + name(call.operation()))
                .setSpanKind(SpanKind.CLIENT)
                .setStartTimestamp(end.minus(took))
                .setAttribute(AGENT, agent.value())
                .setAttribute(OPERATION, name(call.operation()))
                .setAttribute(SUBJECT, call.category() + "/" + call.service())
                .startSpan();
        mark(span, outcome, "");
        span.end(end);
    }

    @SuppressWarnings("MustBeClosedChecker") // Closed at the end of what begins here, which is another event.
    private void begin(CredentialEvent event) {
        Span span = tracer.spanBuilder("meepa.credentials " + name(event.kind()))
                .setAttribute(AGENT, event.agent().value())
                .setAttribute(OPERATION, name(event.kind()))
                .setAttribute(SUBJECT, event.subject())
                .startSpan();
        open.get().push(new Open(event, span, Context.current().with(span).makeCurrent()));
    }

    private void end(CredentialEvent event) {
        Deque<Open> begun = open.get();
        if (begun.stream().noneMatch(candidate -> candidate.isBegunBy(event))) {
            return;
        }
        while (true) {
            Open latest = begun.pop();
            latest.scope().close();
            boolean meant = latest.isBegunBy(event);
            if (meant) {
                mark(latest.span(), event.phase(), event.detail());
            }
            latest.span().end();
            if (meant) {
                break;
            }
        }
        if (begun.isEmpty()) {
            open.remove();
        }
    }

    private static void mark(Span span, Phase outcome, String detail) {
        if (outcome == Phase.FAILED) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ERROR, TYPE.matcher(detail).matches() ? detail : UNSPECIFIED);
        }
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private record Open(CredentialEvent event, Span span, Scope scope) {

        boolean isBegunBy(CredentialEvent end) {
            return event.kind() == end.kind()
                    && event.agent().equals(end.agent())
                    && event.subject().equals(end.subject());
        }
    }
}
