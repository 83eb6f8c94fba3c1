package org.example.postbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.store.CredentialStore;
import java.util.ServiceLoader;
import org.example.cabinet.CabinetStore;
import org.junit.jupiter.api.Test;

/** The service loader finds both plug-ins, so that a configuration can name them. */
final class DiscoveryTest {

    @Test
    void findsTheProvider() {
        assertTrue(ServiceLoader.load(CredentialProvider.class).stream()
                .anyMatch(found -> found.type() == PostboxProvider.class));
    }

    @Test
    void findsTheStore() {
        assertTrue(ServiceLoader.load(CredentialStore.class).stream()
                .anyMatch(found -> found.type() == CabinetStore.class));
    }
}
