package io.meepa.credentials.testkit.provider;

/** One known bug each, and what the contract says of it. */
enum FakeTokenBug {
    NONE("-"),
    SENDS_TWICE("it called again"),
    CLAIMS_NOTHING_SPENT("which says that nothing was spent"),
    DROPS_THE_NEXT("return all that the next one needs"),
    PROMISES_REPETITION("sent twice, as its repetition promises"),
    ENDED_ALREADY("is said to have ended"),
    CALLS_IT_OTHERWISE("it returned no item access_token or token"),
    GIVES_A_DEAD_TOKEN("does not accept the token that was just obtained"),
    PRINTS_THE_SENT("repeats a secret"),
    EXCUSES_A_REFUSAL("did not become a ProviderRejectedException"),
    CALLS_EARLY("only work may");

    private final String failure;

    FakeTokenBug(String failure) {
        this.failure = failure;
    }

    String failure() {
        return failure;
    }
}
