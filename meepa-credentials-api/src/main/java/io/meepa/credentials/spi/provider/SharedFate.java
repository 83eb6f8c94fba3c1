package io.meepa.credentials.spi.provider;

import java.util.OptionalInt;

/**
 * What connections of one person through one app share at a service.
 *
 * @param endedTogether whether taking one's tokens back ends the others
 * @param replayedTogether whether a refresh token that is sent twice ends the others
 * @param displaced whether a further sign-in may end an earlier one
 * @param limit how many sign-ins live side by side, if there is a limit
 */
public record SharedFate(boolean endedTogether, boolean replayedTogether, boolean displaced, OptionalInt limit) {

    /** Nothing: each connection stands alone. */
    public static final SharedFate NONE = new SharedFate(false, false, false, OptionalInt.empty());

    /**
     * Reports whether they share anything.
     *
     * @return whether one can end another
     */
    public boolean tied() {
        return endedTogether || replayedTogether || displaced || limit.isPresent();
    }
}
