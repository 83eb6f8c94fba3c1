package io.meepa.verification.system.shared;

import io.meepa.credentials.testkit.shared.SharedPlace;
import io.meepa.credentials.testkit.shared.SharedStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract on files with a bug; launched by a test, not found by the build. */
final class SeededFileContract extends SharedStoreContract {

    static volatile FileBug bug = FileBug.NONE;

    @TempDir
    Path folder;

    @Override
    protected SharedPlace place() {
        return new FilePlace(folder, bug);
    }
}
