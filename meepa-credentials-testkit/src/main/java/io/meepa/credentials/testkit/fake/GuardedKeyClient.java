package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.spi.call.CallGuard;
import java.time.Duration;

/** Asks the guard before each call, and says by the type of its error what was done. */
record GuardedKeyClient(KeyClient client, CallGuard guard) implements KeyClient {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(1);

    @Override
    public <T> T send(KeyRequest<T> request) {
        guard.check(LONGEST_CALL);
        try {
            return client.send(request);
        } catch (ServiceFailure e) {
            throw typed(e);
        }
    }

    private static ProviderException typed(ServiceFailure failure) {
        return switch (failure.kind()) {
            case UNREACHABLE -> new ProviderUnavailableException("boxes: the service cannot be reached");
            case REFUSED -> new ProviderRejectedException("boxes: the service refused");
            case ANSWER_LOST -> new ProviderIndeterminateException("boxes: the service did not answer");
            case FAILED, SECRET_ECHOED -> new ProviderIndeterminateException("boxes: the service failed");
        };
    }
}
