package io.meepa.credentials.core.manager;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Opens managers over scripted upstreams and a recording store. */
final class Managers {

    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private Managers() {}

    static CredentialManagerBuilder builder(RecordingStore store, ScriptedUpstream... upstreams) {
        CredentialManagerBuilder builder = CredentialManager.builder()
                .withoutDiscovery()
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .environment(name -> null)
                .store(store)
                .set("credentials.enabled", true)
                .set("credentials.credential_store.provider", store.id())
                .set("credentials.lock_timeout", "60s");
        for (ScriptedUpstream upstream : upstreams) {
            String category = upstream.categories().iterator().next().name();
            builder.provider(upstream)
                    .set("credentials." + category + ".enabled", true)
                    .set("credentials." + category + ".provider", upstream.id());
        }
        return builder;
    }

    static CredentialManager open(RecordingStore store, ScriptedUpstream... upstreams) {
        return builder(store, upstreams)
                .set("agents.meepa", Map.of("id", "meepa"))
                .open();
    }
}
