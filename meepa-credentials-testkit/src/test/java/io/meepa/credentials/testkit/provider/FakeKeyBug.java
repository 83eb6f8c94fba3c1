package io.meepa.credentials.testkit.provider;

/** One known bug each, and what the contract says of it. */
enum FakeKeyBug {
    NONE("-"),
    FORGETS_TO_LOOK("look for what bears the tag before creating"),
    REPORTS_LATE("report each to the checkpoint before the next call"),
    CALLS_UNKNOWN_REFUSED("throw ProviderIndeterminateException"),
    REPEATS_SECRETS("repeats a secret"),
    THROWS_UNTYPED("throw a ProviderException"),
    CALLS_REFUSAL_UNKNOWN("a refusal did not become a ProviderRejectedException"),
    GOES_ON_AFTER_CRASH("when a checkpoint throws, stop"),
    HIDES_SHOWN_ONCE_SECRET("no checkpoint got it"),
    REVOKES_ONCE("gone already counts as done"),
    REVOKES_NOTHING("resources alive"),
    FORGETS_IDS("resources alive"),
    VERIFIES_BLINDLY("verify says LIVE of what was revoked"),
    CALLS_WHEN_OPENED("only work may"),
    LEAVES_SETTINGS("read every setting when opened"),
    SWALLOWS_SETTINGS("reads settings that it does not know"),
    ADOPTS_STRANGERS("R4: it adopted"),
    SHARES_STATE("keep no state of a request"),
    CLOSES_ONCE("make it idempotent"),
    LISTS_EVERYTHING("another namespace"),
    OFFERS_NO_SUSPENSION("declares a suspension that suspension() does not offer"),
    SUSPENDS_ONCE("what stands as asked already counts as done"),
    SUSPENDS_IN_WORDS("says SUSPENDED, but verify says LIVE"),
    RENEWS_WITHOUT_A_LOOK("look for what bears the tag before making a secret"),
    RETIRES_AT_ONCE("the old secret ended although it is to be retired"),
    RETIRES_NOTHING("and retire the old"),
    REPAIRS_IN_WORDS("nothing differs, but verify still sees it"),
    BELIEVES_ONE_LOOK("prove absence by steady and different looks"),
    IS_NOT_REGISTERED("the service loader does not find");

    private final String failure;

    FakeKeyBug(String failure) {
        this.failure = failure;
    }

    String failure() {
        return failure;
    }
}
