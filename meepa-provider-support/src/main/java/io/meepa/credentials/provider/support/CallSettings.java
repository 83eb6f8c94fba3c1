package io.meepa.credentials.provider.support;

import io.meepa.credentials.spi.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * What every HTTP provider lets its section of the configuration say: {@code base_url}, {@code allow_loopback_http},
 * {@code call_timeout}, {@code run_timeout}, {@code max_concurrency}.
 *
 * @param baseUrl the address, if it is not the provider's own
 * @param loopbackAllowed whether this machine's own interface may be addressed, in clear too
 * @param callTimeout the longest one attempt may take
 * @param runTimeout the longest all calls and waits of one piece of work may take
 * @param maxConcurrency how many calls may be on their way at once
 */
public record CallSettings(
        Optional<BaseUrl> baseUrl,
        boolean loopbackAllowed,
        Duration callTimeout,
        Duration runTimeout,
        int maxConcurrency) {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RUN_TIMEOUT = Duration.ofMinutes(2);
    private static final int MAX_CONCURRENCY = 4;

    /**
     * Reads the five keys; 30 seconds a call, two minutes a run and four calls at once unless set.
     *
     * @param settings the provider's section
     * @return the settings
     * @throws io.meepa.credentials.ConfigurationException if a value is wrong
     */
    public static CallSettings read(Settings settings) {
        boolean loopbackAllowed = settings.flag("allow_loopback_http").orElse(false);
        return new CallSettings(
                BaseUrl.read(settings, "base_url", loopbackAllowed),
                loopbackAllowed,
                settings.duration("call_timeout").orElse(CALL_TIMEOUT),
                settings.duration("run_timeout").orElse(RUN_TIMEOUT),
                Math.toIntExact(settings.integer("max_concurrency", 1, 256).orElse(MAX_CONCURRENCY)));
    }
}
