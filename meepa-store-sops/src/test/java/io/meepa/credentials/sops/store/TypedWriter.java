package io.meepa.credentials.sops.store;

import static io.meepa.credentials.sops.store.Home.MEEPA;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import io.meepa.credentials.spi.store.StoredDocument;
import java.nio.file.Path;

/** A process that changes a document once and prints how that ended. */
final class TypedWriter {

    private TypedWriter() {}

    public static void main(String[] arguments) {
        System.out.println(end(Path.of(arguments[0])));
    }

    private static String end(Path home) {
        try (StoreSession session = CountingWriter.open(home, "proof", true)) {
            StoredDocument before = session.read(MEEPA).orElseThrow();
            long count = Documents.count(before.content());
            Revision ignored = session.write(MEEPA, Documents.counting(count + 1), before.revision());
            return "done " + ignored.token().isEmpty();
        } catch (CredentialException e) {
            return "typed " + e.getClass().getSimpleName();
        } catch (Throwable e) {
            return "raw " + e;
        }
    }
}
