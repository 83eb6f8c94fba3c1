package io.meepa.credentials.provider.oauth.server;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.provider.oauth.protocol.registration.ClientDescription;
import io.meepa.credentials.provider.oauth.protocol.registration.Registration;
import io.meepa.credentials.provider.oauth.protocol.wire.Exchange;
import io.meepa.credentials.provider.oauth.protocol.wire.WireAnswer;
import io.meepa.credentials.provider.oauth.protocol.wire.WireRequest;
import io.meepa.credentials.spi.consent.ConsentCheckpoint;
import io.meepa.credentials.spi.consent.ConsentRequest;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Registers the app. The intent is on record before the call, and the registration before the next one. RFC 7591 has neither a
 * search nor a repeatable request: what was made in an answer that never reached the record cannot be found again. So a
 * further attempt says the same of the app, word for word, and there are few of them.
 */
final class AppRegistration {

    private final Exchange exchange;
    private final Clock clock;
    private final ConsentCheckpoint checkpoint;
    private final Optional<RegistrationIntent> left;

    private AppRegistration(
            Exchange exchange, Clock clock, ConsentCheckpoint checkpoint, Optional<RegistrationIntent> left) {
        this.exchange = exchange;
        this.clock = clock;
        this.checkpoint = checkpoint;
        this.left = left;
    }

    static AppRegistration of(Exchange exchange, Clock clock, ConsentRequest request) {
        return new AppRegistration(
                exchange,
                clock,
                request.checkpoint(),
                Optional.ofNullable(request.earlier().get(ConsentCheckpoint.REGISTRATION))
                        .map(RegistrationIntent::read));
    }

    /** Registers at an issuer. A refusal leaves no intent; whatever else may have happened does. */
    ServerApp made(String issuer, URI endpoint, ClientDescription description, Function<Registration, ServerApp> app) {
        RegistrationIntent intent = RegistrationIntent.after(left, issuer, clock.instant());
        if (intent.tooMany()) {
            throw new ProviderIndeterminateException(issuer + ": " + RegistrationIntent.MOST_UNANSWERED
                    + " registrations of the app were cut off before their answer was on record: look there for apps named "
                    + description.name() + ", remove those that no connection uses, and try again after "
                    + intent.until() + ", or register the app by hand (issuer, client_id_env)");
        }
        checkpoint.record(Map.of(ConsentCheckpoint.REGISTRATION, intent.kept()));
        Registration made;
        try {
            made = registered(issuer, endpoint, description);
        } catch (ProviderUnavailableException | ProviderRejectedException | ConfigurationException e) {
            checkpoint.record(left.map(before -> Map.of(ConsentCheckpoint.REGISTRATION, before.kept()))
                    .orElse(Map.of())); // Nothing was made: as before.
            throw e;
        }
        ServerApp registered = app.apply(made);
        checkpoint.record(Map.of(ItemKeys.CLIENT, registered.kept()));
        return registered;
    }

    private Registration registered(String issuer, URI endpoint, ClientDescription description) {
        try (WireRequest request = Registration.request(endpoint, description);
                WireAnswer answer = exchange.send(request)) {
            return Registration.read(answer).orElseThrow(() -> {
                String message = issuer + " did not register the app (" + answer.status() + ")";
                return answer.status() >= 400 && answer.status() < 500
                        ? new ProviderRejectedException(message)
                        : new ProviderIndeterminateException(message + ": it is unknown whether it did");
            });
        }
    }
}
