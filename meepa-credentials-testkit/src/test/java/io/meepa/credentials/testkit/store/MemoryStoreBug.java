package io.meepa.credentials.testkit.store;

/** One known bug each, and what the contract says of it. */
enum MemoryStoreBug {
    NONE("-"),
    LAST_WRITER_WINS("compare-and-set: a change"),
    CHECKS_THEN_ACTS("acknowledged updates are lost"),
    FORGETS_ON_CLOSE("durability: an acknowledged document cannot be read"),
    SHOWS_OLD("another session keeps showing an older document"),
    TAKES_EVERY_REVISION_FOR_CURRENT("currency:"),
    SHARES_LOCKS("gets a lock that is held"),
    ONE_LOCK_FOR_ALL("CredentialLockedException"),
    WRITES_CLEAR("R13: the file"),
    UNHIDES("was hidden and came back in clear"),
    SORTS_MEMBERS("other members or another order"),
    LISTS_UNSORTED("listing:"),
    KEEPS_DELETED("deletion:"),
    LOSES_CONTENT_WITH_ITS_KEY("round trip: provisioned_at is lost"),
    REKEYS_WHEN_ASKED_WHETHER("re-keying: the plan writes"),
    WRITES_WHEN_OPENED("only write may"),
    CLOSES_ONCE("make it idempotent"),
    IS_NOT_REGISTERED("the service loader does not find");

    private final String failure;

    MemoryStoreBug(String failure) {
        this.failure = failure;
    }

    String failure() {
        return failure;
    }
}
