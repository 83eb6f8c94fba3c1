package io.meepa.credentials.spi.call;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What an agent's configuration asks for in the words that every provider of a category shares. What a provider alone
 * understands is read when it is opened: {@link io.meepa.credentials.spi.provider.ProviderContext#perAgent}. Immutable.
 */
public final class AgentProfile {

    private final @Nullable String emailPrefix;
    private final @Nullable Long spendLimitCents;
    private final @Nullable String phoneNumber;

    private AgentProfile(@Nullable String emailPrefix, @Nullable Long spendLimitCents, @Nullable String phoneNumber) {
        this.emailPrefix = emailPrefix;
        this.spendLimitCents = spendLimitCents;
        this.phoneNumber = phoneNumber;
    }

    /**
     * Returns the profile of an agent that asks for nothing of its own.
     *
     * @return the empty profile
     */
    public static AgentProfile none() {
        return new AgentProfile(null, null, null);
    }

    /**
     * Returns a copy with a local part of its own.
     *
     * @param prefix what stands before the {@code @}
     * @return the copy
     */
    public AgentProfile withEmailPrefix(String prefix) {
        return new AgentProfile(prefix, spendLimitCents, phoneNumber);
    }

    /**
     * Returns a copy with a limit of its own.
     *
     * @param cents the card's limit in cents
     * @return the copy
     */
    public AgentProfile withSpendLimitCents(long cents) {
        return new AgentProfile(emailPrefix, cents, phoneNumber);
    }

    /**
     * Returns a copy with a telephone number.
     *
     * @param number the number in E.164 form
     * @return the copy
     */
    public AgentProfile withPhoneNumber(String number) {
        return new AgentProfile(emailPrefix, spendLimitCents, number);
    }

    /**
     * Returns the local part of its mail address.
     *
     * @return the local part, or empty if it wants none of its own
     */
    public Optional<String> emailPrefix() {
        return Optional.ofNullable(emailPrefix);
    }

    /**
     * Returns its card's limit in cents.
     *
     * @return the limit, or empty if it does not differ
     */
    public OptionalLong spendLimitCents() {
        return spendLimitCents == null ? OptionalLong.empty() : OptionalLong.of(spendLimitCents);
    }

    /**
     * Returns its telephone number in E.164 form.
     *
     * @return the number, or empty if it has none
     */
    public Optional<String> phoneNumber() {
        return Optional.ofNullable(phoneNumber);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AgentProfile that
                && Objects.equals(emailPrefix, that.emailPrefix)
                && Objects.equals(spendLimitCents, that.spendLimitCents)
                && Objects.equals(phoneNumber, that.phoneNumber);
    }

    @Override
    public int hashCode() {
        return Objects.hash(emailPrefix, spendLimitCents, phoneNumber);
    }

    @Override
    public String toString() {
        return "AgentProfile[emailPrefix=" + emailPrefix + ", spendLimitCents=" + spendLimitCents + ", phoneNumber="
                + phoneNumber + "]";
    }
}
