package io.meepa.credentials.testkit.shared;

/** The contract on a store with a bug; launched by a test, not found by the build. */
final class SeededSharedContract extends SharedStoreContract {

    static volatile SharedMemoryBug bug = SharedMemoryBug.NONE;

    @Override
    protected SharedPlace place() {
        return new SharedMemory(bug);
    }
}
