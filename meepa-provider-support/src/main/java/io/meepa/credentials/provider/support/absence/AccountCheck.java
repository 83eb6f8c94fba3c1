package io.meepa.credentials.provider.support.absence;

import io.meepa.credentials.report.Evidence;
import java.util.Optional;

/** Whether looks were at the account that made a resource. */
public final class AccountCheck {

    private final Optional<String> account;
    private final Optional<String> doubt;
    private final boolean refused;

    private AccountCheck(Optional<String> account, Optional<String> doubt, boolean refused) {
        this.account = account;
        this.doubt = doubt;
        this.refused = refused;
    }

    /**
     * Returns that it was the account that made the resource.
     *
     * @param account the account's id
     * @return the check
     */
    public static AccountCheck same(String account) {
        return new AccountCheck(Optional.of(account), Optional.empty(), false);
    }

    /**
     * Returns that it was another account.
     *
     * @param upstream what people call the upstream
     * @param made the account that made the resource
     * @param asked the account that was asked
     * @return the check
     */
    public static AccountCheck other(String upstream, String made, String asked) {
        String why = "the configured key of " + upstream + " belongs to the account " + asked
                + ", but the resource was made on " + made + ": configure a key of that account";
        return new AccountCheck(Optional.empty(), Optional.of(why), true);
    }

    /**
     * Returns that the configured key does not reach where the resource would be.
     *
     * @param why a phrase for people, with what to do
     * @return the check
     */
    public static AccountCheck outOfReach(String why) {
        return new AccountCheck(Optional.empty(), Optional.of(why), true);
    }

    /**
     * Returns that it is unknown.
     *
     * @param why a phrase for people, with what to do
     * @return the check
     */
    public static AccountCheck doubtful(String why) {
        return new AccountCheck(Optional.empty(), Optional.of(why), false);
    }

    /**
     * Returns that the upstream does not distinguish accounts, and the resource itself shows that it is the right one.
     *
     * @return the check
     */
    public static AccountCheck untold() {
        return new AccountCheck(Optional.empty(), Optional.empty(), false);
    }

    <T> Sighting<T> judge(Evidence evidence) {
        if (doubt.isPresent()) {
            return refused ? Sighting.elsewhere(doubt.get()) : Sighting.doubt(doubt.get());
        }
        return Sighting.absent(account.map(evidence::onAccount).orElse(evidence));
    }
}
