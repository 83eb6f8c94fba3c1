package io.meepa.credentials.testkit.fake;

/** One known bug each, and what the contract says of it. */
enum FakeTokenBug {
    NONE("-"),
    SENDS_TWICE("it called again"),
    CLAIMS_NOTHING_SPENT("R2: after ProviderUnavailableException, which says that nothing was spent"),
    CALLS_FAILURE_REFUSED("R2: after ProviderRejectedException, which says that nothing was spent"),
    DROPS_THE_NEXT("return all that the next one needs"),
    PROMISES_REPETITION("sent twice, as its repetition promises"),
    ENDED_ALREADY("is said to have ended"),
    CALLS_IT_OTHERWISE("it returned no item access_token or token"),
    GIVES_A_DEAD_TOKEN("does not accept the token that was just obtained"),
    PRINTS_THE_SENT("repeats a secret"),
    EXCUSES_A_REFUSAL("did not become a ProviderRejectedException"),
    ASKS_NO_GUARD("refreshing, it made call 1 without asking whether the lock is still held"),
    CALLS_EARLY("only work may");

    private final String failure;

    FakeTokenBug(String failure) {
        this.failure = failure;
    }

    String failure() {
        return failure;
    }
}
