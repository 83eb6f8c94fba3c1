package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Repetition;

/** How a {@link FakeTokenProvider} reaches its {@link FakeTokenServer}; over a network, if a test does it so. */
@FunctionalInterface
public interface TokenEndpoint {

    /**
     * Buys tokens.
     *
     * @param refreshToken the refresh token
     * @return the tokens
     * @throws io.meepa.credentials.error.ProviderException if that failed, as the contract of providers says
     */
    FakeTokens trade(Secret refreshToken);

    /**
     * Returns which refresh tokens the server answers again.
     *
     * @return whether and how long
     * @implSpec none
     */
    default Repetition repetition() {
        return Repetition.ONE_TIME;
    }
}
