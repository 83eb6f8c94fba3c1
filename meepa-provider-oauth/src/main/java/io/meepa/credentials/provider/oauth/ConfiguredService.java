package io.meepa.credentials.provider.oauth;

import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.provider.oauth.service.ServiceOptions;
import io.meepa.credentials.provider.oauth.setting.AppSource;
import io.meepa.credentials.provider.oauth.setting.SigningSource;
import java.util.Optional;
import java.util.Set;

/**
 * A service as the host configured it.
 *
 * @param preset the service
 * @param shipped whether the preset comes with the library
 * @param options what the host sets
 * @param scopes what to ask for, or none for the preset's least
 * @param app where the app's id and secret come from
 * @param signing the key that the app signs with, if it has one
 */
record ConfiguredService(
        Preset preset,
        boolean shipped,
        ServiceOptions options,
        Set<String> scopes,
        AppSource app,
        Optional<SigningSource> signing) {

    /** Copies the scopes. */
    ConfiguredService {
        scopes = Set.copyOf(scopes);
    }
}
