package io.meepa.verification.system.shared;

import io.meepa.credentials.spi.store.CredentialStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file store with classes of its own, as another process has them: it shares no lock, cache or memory with any other store of
 * this process, and nothing but the files with the stores of others.
 */
final class ForeignProcess extends ClassLoader {

    private static final String OWN = "io.meepa.credentials.sops.";
    private static final String STORE = OWN + "store.SopsFileStore";

    ForeignProcess() {
        super(ForeignProcess.class.getClassLoader());
    }

    CredentialStore store() {
        try {
            return (CredentialStore) loadClass(STORE).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OWN)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? defined(name) : known;
        }
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
        try (InputStream code = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (code == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = code.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
