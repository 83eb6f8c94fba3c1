package io.meepa.credentials.telemetry;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The current trace as entries of a request's {@code _meta} in MCP: {@code traceparent} and, if there is one, {@code tracestate}. */
public final class TraceMeta {

    private TraceMeta() {}

    /**
     * Returns the entries for a request that is made now, on this thread.
     *
     * @return the entries, empty without a current span
     */
    public static Map<String, Object> current() {
        return with(Map.of());
    }

    /**
     * Returns entries with those of the current trace beside them.
     *
     * @param meta what the request has in {@code _meta} already; an entry of its own wins
     * @return a new map
     */
    public static Map<String, Object> with(Map<String, Object> meta) {
        Map<String, Object> entries = new LinkedHashMap<>();
        W3CTraceContextPropagator.getInstance()
                .inject(
                        Context.current(),
                        entries,
                        (map, key, value) -> Objects.requireNonNull(map).put(key, value));
        entries.putAll(meta);
        return entries;
    }
}
