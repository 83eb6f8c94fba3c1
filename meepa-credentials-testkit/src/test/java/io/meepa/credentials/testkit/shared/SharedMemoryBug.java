package io.meepa.credentials.testkit.shared;

/** One known bug each, and what the contract says of it. */
enum SharedMemoryBug {
    NONE("-"),
    LOCKS_ARE_HELD_FOR_EVER("one that was lost is still held, says its holder"),
    LOCKS_ARE_HELD_FOR_A_DAY("held for a day, it says"),
    HIDES_TAKE_OVERS("say so by takenOver"),
    RENEWAL_TAKES_BACK("a renewal took back a lock"),
    LOST_LOCKS_KEEP_OTHERS_OUT("a lock that was lost keeps others out"),
    RELEASES_BY_NAME("closing a lost lock ends that of the next holder"),
    LOSES_WRITES_UNDER_A_LOCK("a write under a lock that is held is lost"),
    LOSES_DELETIONS_UNDER_A_LOCK("a deletion under a lock that is held is lost"),
    INSERTS_UNFENCED("the first write of a former holder is done"),
    UPDATES_UNFENCED("a change of a former holder is done"),
    DELETES_UNFENCED("a deletion of a former holder is done"),
    CALLS_A_LOST_LOCK_A_CONFLICT("must end with LockLostException"),
    COUNTS_AGAIN_AFTER_DELETION("deleted and created anew has its former revision"),
    REVISION_IS_A_NUMBER("two documents of the same number have the same revision"),
    REPORTS_A_LOST_ANSWER("one lost answer is reported as a failure"),
    BELIEVES_WARNINGS("a write that no second machine has is acknowledged"),
    KEEPS_A_CONNECTION_PER_LOCK("one is kept while a lock is held"),
    NEVER_COMMITS("what was written over a connection NO_AUTOCOMMIT is not there"),
    BREAKS_WHEN_SERIALIZABLE("it does not work over one that is SERIALIZABLE"),
    BREAKS_WHEN_READ_ONLY("it does not work over one that is READ_ONLY"),
    ONE_NAMESPACE("a document of another one is read"),
    LISTS_ALL_NAMESPACES("agents of another one are listed"),
    LOCKS_ALL_NAMESPACES("a lock of another one keeps others out");

    private final String failure;

    SharedMemoryBug(String failure) {
        this.failure = failure;
    }

    String failure() {
        return failure;
    }
}
