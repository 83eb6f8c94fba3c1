package io.meepa.credentials.provider.support;

import io.meepa.credentials.provider.support.transport.ProxyLogin;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.setting.SettingType;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.time.Duration;
import java.util.List;
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
     * Describes the seven keys.
     *
     * @return the keys, relative to the provider's section
     */
    public static List<SettingDescription> described() {
        return List.of(
                SettingDescription.of("base_url", SettingType.TEXT, "another address, https")
                        .unlessSet("the upstream's")
                        .withExample("https://api.example.com"),
                flag(AddressPolicy.LOOPBACK_KEY, "lets base_url name this machine, without TLS; for tests"),
                flag(AddressPolicy.PRIVATE_KEY, "lets the host of base_url have a private address; see networks.md"),
                SettingDescription.of(
                                PROXY_LOGIN,
                                SettingType.VARIABLE,
                                "the variable that holds user:password for the proxy; see networks.md")
                        .withExample("PROXY_LOGIN"),
                SettingDescription.of("call_timeout", SettingType.PERIOD, "the longest for one call")
                        .withDefault("30s")
                        .withExample("10s"),
                SettingDescription.of(
                                "run_timeout",
                                SettingType.PERIOD,
                                "the longest for all calls of one step together, retries included")
                        .withDefault("2m")
                        .withExample("5m"),
                SettingDescription.of("max_concurrency", SettingType.NUMBER, "calls on their way at once, 1 to 256")
                        .withDefault("4")
                        .withExample("1"));
    }

    private static SettingDescription flag(String key, String meaning) {
        return SettingDescription.of(key, SettingType.FLAG, meaning)
                .withDefault("false")
                .withExample("true");
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
