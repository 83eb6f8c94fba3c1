package io.meepa.verification.system;

import io.meepa.credentials.sops.store.SopsFileStore;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.testkit.store.CredentialStoreContract;
import java.util.List;
import java.util.Map;

/** The file store keeps what every store must keep. */
final class SopsStoreContractTest extends CredentialStoreContract {

    @Override
    protected CredentialStore store() {
        return new SopsFileStore();
    }

    @Override
    protected Map<String, ?> settings() {
        return Map.of(
                "recipients",
                List.of("age14ue4ppr8yjgyuzx250pn8hqeyxmln9fca98672kw4cjp6f5f5s0qchzhkn"),
                "lock_timeout",
                "1m");
    }
}
