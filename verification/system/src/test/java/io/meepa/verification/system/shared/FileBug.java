package io.meepa.verification.system.shared;

/** One bug each that a file store could have, and what the contract says of it. */
enum FileBug {
    NONE("-"),
    NUMBERS_REVISIONS("deleted and created anew has its former revision"),
    NUMBERS_REVISIONS_OF_COPIES("two documents of the same number have the same revision"),
    RELEASES_BY_NAME("two hold the same lock after one of them closed a lost one"),
    LOSES_WRITES_UNDER_A_LOCK("a write under a lock that is held is lost"),
    LOSES_DELETIONS_UNDER_A_LOCK("a deletion under a lock that is held is lost"),
    LOST_LOCKS_KEEP_OTHERS_OUT("a lock that was lost keeps others out");

    private final String failure;

    FileBug(String failure) {
        this.failure = failure;
    }

    String failure() {
        return failure;
    }
}
