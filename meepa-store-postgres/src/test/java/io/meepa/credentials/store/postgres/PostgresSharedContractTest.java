package io.meepa.credentials.store.postgres;

import io.meepa.credentials.testkit.shared.SharedPlace;
import io.meepa.credentials.testkit.shared.SharedStoreContract;

/** The contract of shared stores, on a real server. */
class PostgresSharedContractTest extends SharedStoreContract {

    @Override
    protected SharedPlace place() {
        return new PostgresPlace();
    }
}
