package io.meepa.verification.system.shared;

import io.meepa.credentials.testkit.shared.SharedPlace;
import io.meepa.credentials.testkit.shared.SharedStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The file store keeps what the contract of shared stores asks, as far as that has a meaning for files. */
final class SopsSharedContractTest extends SharedStoreContract {

    @TempDir
    Path folder;

    @Override
    protected SharedPlace place() {
        return new FilePlace(folder, FileBug.NONE);
    }
}
