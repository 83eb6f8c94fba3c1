package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.connect.ConsentException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnsupportedException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.rules.DeviceRules;
import io.meepa.credentials.provider.oauth.protocol.device.DeviceAuthorization;
import io.meepa.credentials.provider.oauth.protocol.device.DevicePolling;
import io.meepa.credentials.provider.oauth.protocol.dpop.DpopKey;
import io.meepa.credentials.provider.oauth.protocol.token.TokenAnswer;
import io.meepa.credentials.provider.oauth.protocol.token.TokenSet;
import io.meepa.credentials.provider.oauth.service.ServiceClient;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.consent.ConsentAnswer;
import io.meepa.credentials.spi.consent.ConsentRequest;
import io.meepa.credentials.spi.consent.DevicePoll;
import io.meepa.credentials.spi.consent.DeviceStart;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Sign-ins on another device. When a code is dead is decided by the engine, which keeps the time it was asked for. */
final class DeviceConsents {

    /** Longer than any code lives: the engine stops before. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final ConfiguredServices services;
    private final Clock clock;
    private final SecureRandom random;

    DeviceConsents(ConfiguredServices services, Clock clock, SecureRandom random) {
        this.services = services;
        this.clock = clock;
        this.random = random;
    }

    DeviceStart begin(ConsentRequest request, Function<ServiceClient, Set<String>> chosen) {
        return services.with(request.service(), CallGuard.none(), client -> {
            Set<String> scopes = chosen.apply(client);
            requireSupported(client.preset(), scopes);
            try (DeviceAuthorization codes = client.device(
                    scopes,
                    refused -> ConnectedReading.failure(client.preset(), "refused to begin the sign-in", refused))) {
                Map<String, Secret> kept = new LinkedHashMap<>();
                kept.put(Kept.DEVICE_CODE, codes.deviceCode().withBytes(Secret::copyOf));
                kept.put(Kept.SCOPES, Secret.of(String.join(" ", scopes)));
                kept.put(Kept.INTERVAL, Secret.of(codes.interval().toString()));
                if (client.preset().token().bound()) {
                    kept.put(Kept.BOUND_KEY, DpopKey.create(random).kept());
                }
                return new DeviceStart(
                        codes.userCode(),
                        codes.verificationUri(),
                        codes.complete(),
                        codes.lifetime(),
                        wait(client.polling(codes.interval(), FOR_EVER)),
                        kept);
            } catch (IllegalArgumentException e) {
                throw new ProviderIndeterminateException(client.preset().title() + ": " + e.getMessage());
            }
        });
    }

    DevicePoll poll(ConsentAnswer answer) {
        return services.with(answer.service(), answer.guard(), open -> {
            ServiceClient client = Kept.bound(open, answer.kept());
            DevicePolling polling = client.polling(Duration.parse(Kept.text(answer, Kept.INTERVAL)), FOR_EVER);
            Instant asked = clock.instant();
            TokenAnswer polled = client.poll(Kept.required(answer, Kept.DEVICE_CODE));
            DevicePolling.Step step = polling.after(polled);
            if (step instanceof DevicePolling.Step.Granted granted) {
                try (TokenSet tokens = granted.tokens()) {
                    return new DevicePoll.Confirmed(
                            new ConnectedReading(client, asked, Kept.scopes(answer), answer.kept()).connected(tokens));
                }
            }
            return waiting(client.preset(), step, answer);
        });
    }

    private DevicePoll waiting(Preset preset, DevicePolling.Step step, ConsentAnswer answer) {
        if (step instanceof DevicePolling.Step.Poll poll) {
            Map<String, Secret> kept = new LinkedHashMap<>(answer.kept());
            kept.put(Kept.INTERVAL, Secret.of(poll.polling().interval().toString()));
            return new DevicePoll.Waiting(wait(poll.polling()), kept);
        }
        if (step instanceof DevicePolling.Step.Denied denied) {
            throw new ConsentException(ConsentException.Reason.DENIED, preset.title() + ": " + denied.code());
        }
        if (step instanceof DevicePolling.Step.Failed failed) {
            throw new ProviderRejectedException(preset.title() + " refused the sign-in (" + failed.error() + ")");
        }
        throw new ConsentException(ConsentException.Reason.EXPIRED, preset.title() + ": the code is dead");
    }

    private Duration wait(DevicePolling polling) {
        return polling.next(Duration.ZERO, random).orElseThrow();
    }

    private static void requireSupported(Preset preset, Set<String> scopes) {
        DeviceRules rules = preset.device()
                .orElseThrow(() -> new ProviderUnsupportedException(
                        preset.title() + " has no sign-in on another device: use a browser's"));
        if (!rules.scopes().isEmpty() && !rules.scopes().containsAll(scopes)) {
            throw new ProviderUnsupportedException(preset.title() + " grants only these scopes on another device: "
                    + String.join(" ", rules.scopes()));
        }
    }
}
