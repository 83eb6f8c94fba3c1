package io.meepa.credentials.provider.support;

import io.meepa.credentials.provider.support.transport.ProxyLogin;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings that every HTTP provider has in its section of the configuration: {@code base_url},
 * {@code allow_loopback_http}, {@code allow_private_addresses}, {@code proxy_login_env}, {@code call_timeout},
 * {@code run_timeout}, {@code max_concurrency}.
 *
 * @param baseUrl the address, if it is not the provider's own
 * @param addresses which addresses a configured host may have
 * @param proxyLogin where user name and password for the host's proxy are, if it wants them
 * @param callTimeout the longest one attempt may take
 * @param runTimeout the longest all calls and waits of one piece of work may take
 * @param maxConcurrency how many calls may be under way at once
 */
public record CallSettings(
        Optional<BaseUrl> baseUrl,
        AddressPolicy addresses,
        Optional<SecretSource> proxyLogin,
        Duration callTimeout,
        Duration runTimeout,
        int maxConcurrency) {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration RUN_TIMEOUT = Duration.ofMinutes(2);
    private static final int MAX_CONCURRENCY = 4;
    private static final String PROXY_LOGIN = "proxy_login_env";

    /**
     * Reads the seven keys. Unless set: 30 seconds per call, two minutes per run, four calls at once.
     *
     * @param settings the provider's section
     * @return the settings
     * @throws io.meepa.credentials.error.ConfigurationException if a value is wrong
     */
    public static CallSettings read(Settings settings) {
        AddressPolicy addresses = AddressPolicy.read(settings);
        return new CallSettings(
                BaseUrl.read(settings, "base_url", addresses),
                addresses,
                settings.text(PROXY_LOGIN).map(name -> settings.secretFromEnvironment(PROXY_LOGIN, name)),
                settings.duration("call_timeout").orElse(CALL_TIMEOUT),
                settings.duration("run_timeout").orElse(RUN_TIMEOUT),
                Math.toIntExact(settings.integer("max_concurrency", 1, 256).orElse(MAX_CONCURRENCY)));
    }

    /**
     * Returns these settings with another deadline for a piece of work.
     *
     * @param timeout the longest all its calls and waits may take
     * @return a copy
     */
    public CallSettings withRunTimeout(Duration timeout) {
        return new CallSettings(baseUrl, addresses, proxyLogin, callTimeout, timeout, maxConcurrency);
    }

    /**
     * Returns these settings with another limit for one attempt.
     *
     * @param timeout the longest one attempt may take
     * @return a copy
     */
    public CallSettings withCallTimeout(Duration timeout) {
        return new CallSettings(baseUrl, addresses, proxyLogin, timeout, runTimeout, maxConcurrency);
    }

    Optional<ProxyLogin> login() {
        return proxyLogin.map(ProxyLogin::new);
    }
}
