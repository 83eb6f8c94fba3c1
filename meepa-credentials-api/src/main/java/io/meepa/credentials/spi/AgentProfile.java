package io.meepa.credentials.spi;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an agent's configuration asks for, beyond what holds for all.
 *
 * @param emailPrefix the local part of its mail address, if it wants its own
 * @param spendLimitCents its card's limit in cents, if it differs
 * @param phoneNumber its telephone number in E.164 form, if it has one
 */
public record AgentProfile(Optional<String> emailPrefix, OptionalLong spendLimitCents, Optional<String> phoneNumber) {

    /**
     * Returns the profile of an agent that asks for nothing of its own.
     *
     * @return the empty profile
     */
    public static AgentProfile none() {
        return new AgentProfile(Optional.empty(), OptionalLong.empty(), Optional.empty());
    }
}
