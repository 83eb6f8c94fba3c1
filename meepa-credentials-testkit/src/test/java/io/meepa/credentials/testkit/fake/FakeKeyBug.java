package io.meepa.credentials.testkit.fake;

/** One known bug each, and what the contract says of it. */
enum FakeKeyBug {
    NONE("-"),
    FORGETS_TO_LOOK("look for what bears the tag before creating"),
    REPORTS_LATE("report each to the checkpoint before the next call"),
    CALLS_UNKNOWN_REFUSED("was lost, it threw ProviderRejectedException, which says that nothing was done"),
    CALLS_FAILURE_REFUSED("after the upstream failed at call"),
    REPEATS_SECRETS("repeats a secret"),
    THROWS_UNTYPED("throw a ProviderException"),
    CALLS_REFUSAL_UNKNOWN("a refusal did not become a ProviderRejectedException"),
    CONTINUES_AFTER_CRASH("when a checkpoint throws, stop"),
    HIDES_SHOWN_ONCE_SECRET("no checkpoint got it"),
    REVOKES_ONCE("gone already counts as done"),
    REVOKES_NOTHING("resources alive"),
    FORGETS_IDS("resources alive"),
    KEEPS_NO_ID("name the items that it needs in revocationKeep"),
    VERIFIES_BLINDLY("verify says LIVE of what was revoked"),
    CALLS_WHEN_OPENED("only work may"),
    LEAVES_SETTINGS("read every setting when opened"),
    SWALLOWS_SETTINGS("reads settings that it does not know"),
    ADOPTS_STRANGERS("R4: it adopted"),
    BELIEVES_AN_ID("verify says LIVE of a resource that bears another tag"),
    REVOKES_BY_ID("it took back a resource that bears another tag"),
    SHARES_STATE("keep no state of a request"),
    CLOSES_ONCE("make it idempotent"),
    LISTS_EVERYTHING("another namespace"),
    OFFERS_NO_SUSPENSION("declares a suspension that suspension() does not offer"),
    SUSPENDS_ONCE("what stands as asked already counts as done"),
    SUSPENDS_IN_WORDS("says SUSPENDED, but verify says LIVE"),
    RENEWS_WITHOUT_A_LOOK("look for what bears the tag before making a secret"),
    RETIRES_AT_ONCE("the old secret ended although it is to be retired"),
    RETIRES_NOTHING("and retire the old"),
    ENDS_THE_OLD_SECRET("the old secret ended and none is named to be retired"),
    ENDS_THE_OLD_SECRET_FIRST("the old secret has ended and the new one is on no record"),
    REPAIRS_IN_WORDS("nothing differs, but verify still sees it"),
    BELIEVES_ONE_READ("after one NOT_FOUND at read 1, verify says GONE"),
    BELIEVES_ONE_LISTING("after one EMPTY_LISTING at read 1, verify says GONE"),
    REVOKES_ON_ONE_READ("after one NOT_FOUND, revoke says ALREADY_GONE"),
    REVOKES_ON_ONE_LISTING("after one EMPTY_LISTING, revoke says ALREADY_GONE"),
    SUSPENDS_ON_ONE_READ("switching off says GONE of what is there"),
    RESUMES_ON_ONE_LISTING("with one EMPTY_LISTING at read"),
    GIVES_THIN_EVIDENCE("verify says GONE of what was revoked on thin evidence"),
    GIVES_THIN_EVIDENCE_OF_A_REVOCATION("revoke says ALREADY_GONE of what was revoked on thin evidence"),
    BELIEVES_ANOTHER_ACCOUNT("asked with another account's key, verify says GONE"),
    REVOKES_ON_ANOTHER_ACCOUNT("asked with another account's key, revoke says ALREADY_GONE"),
    ASKS_NO_GUARD("ask the guard of the request before each call"),
    ASKS_ONCE("it made call 2 without asking whether the lock is still held"),
    RETRIES_WITHOUT_ASKING("ask the guard of the request before each retry, too"),
    HIDES_A_LOST_LOCK("let the guard's error pass"),
    IS_NOT_REGISTERED("the service loader does not find");

    private final String failure;

    FakeKeyBug(String failure) {
        this.failure = failure;
    }

    String failure() {
        return failure;
    }
}
