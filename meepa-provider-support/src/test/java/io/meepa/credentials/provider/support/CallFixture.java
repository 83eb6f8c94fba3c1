package io.meepa.credentials.provider.support;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.ProviderContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A context whose time passes only by sleeping, and a client in it. */
final class CallFixture {

    static final String KEY = "am_us_k3y+/with=odd&chars";
    static final String PROXY_LOGIN = "corp-user:s3cr3t-of-proxy";
    static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    final List<Duration> slept = new CopyOnWriteArrayList<>();
    private Instant now = START;

    ProviderContext context(Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        Settings settings = Settings.of(
                "credentials.email.some",
                all,
                new Settings.Surroundings(
                        path -> "config.yaml:7", Map.of("SOME_KEY", KEY, "PROXY_LOGIN", PROXY_LOGIN)::get));
        return ProviderContext.of(settings, clock(), this::sleep, new Random(7));
    }

    ApiClient client(String url, Map<String, ?> more) {
        Map<String, Object> values = new HashMap<>(Map.of("base_url", url, "allow_loopback_http", true));
        values.putAll(more);
        ProviderContext context = context(values);
        CallSettings settings = CallSettings.read(context.settings());
        BaseUrl base = settings.baseUrl().orElseThrow();
        return ApiClient.open(
                "Some", context, settings, () -> ApiEndpoint.Grant.bearer(base, Secret.of(KEY)), CallFixture::classify);
    }

    ApiRun run(ScriptedServer server) {
        return client(server.url(), Map.of()).begin();
    }

    /** By code where there is one. */
    static Classified classify(UpstreamError error) {
        String code = error.text("code");
        CallOutcome outcome = switch (code) {
            case "race" -> CallOutcome.AGAIN;
            case "taken" -> CallOutcome.REFUSED;
            default -> Classified.ofStatus(error.status());
        };
        return new Classified(outcome, code, error.text("message"));
    }

    synchronized void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private synchronized void sleep(Duration duration) {
        slept.add(duration);
        now = now.plus(duration);
    }

    private synchronized Instant now() {
        return now;
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }
}
