package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.preset.PresetReader;
import io.meepa.credentials.provider.oauth.preset.Presets;
import io.meepa.credentials.standin.StandInOptions;
import io.meepa.credentials.standin.oauth.OAuthStandIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;

/** A service's stand-in, and the preset that comes with the library with every address leading there. */
public record StagedService(OAuthStandIn standIn, String presetFile, Preset preset) implements AutoCloseable {

    /** Starts a service that a preset comes with the library for. */
    public static StagedService start(String service, Clock clock) {
        return start(service, shipped(service), clock);
    }

    /** Starts a service of another preset. */
    public static StagedService start(String service, String preset, Clock clock) {
        OAuthStandIn standIn = standIn(service, clock);
        String file = standIn.leadingHere(preset);
        return new StagedService(
                standIn,
                file,
                PresetReader.allowingLoopback().read(service + ".json", file.getBytes(StandardCharsets.UTF_8)));
    }

    /** Starts a service without a preset. */
    static OAuthStandIn standIn(String service, Clock clock) {
        return OAuthStandIn.start(service, StandInOptions.defaults().withClock(clock));
    }

    @Override
    public void close() {
        standIn.close();
    }

    private static String shipped(String service) {
        try (InputStream in = Objects.requireNonNull(Presets.class.getResourceAsStream(service + ".json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
