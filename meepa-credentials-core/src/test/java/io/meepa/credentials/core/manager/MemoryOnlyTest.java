package io.meepa.credentials.core.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.ManagerClosedException;
import io.meepa.credentials.error.StoreException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store {@code none}: nothing ever touches a disk. */
class MemoryOnlyTest {

    @TempDir
    Path folder;

    private CredentialManagerBuilder builder() {
        return CredentialManager.builder()
                .withoutDiscovery()
                .home(folder.resolve("home"))
                .set("credentials.credential_store.provider", "none");
    }

    @Test
    @DisplayName("M-21, M-31a: documents live in memory, no file is written, and they end with the manager")
    void writesNoFile() {
        try (CredentialManager manager = builder().open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.add(AgentCredential.login("github")
                    .item("token", Secret.of("t"), ItemType.API_TOKEN)
                    .build());
            assertThat(meepa.get(Category.LOGIN, "github").secret("token").reveal())
                    .isEqualTo("t");
            assertThat(manager.agents()).containsExactly(meepa.id());
        }
        assertThat(folder.resolve("home")).doesNotExist();
        try (CredentialManager manager = builder().open()) {
            assertThat(manager.agents()).isEmpty();
        }
    }

    @Test
    void hasNoDataKeyToRenewAndSaysSo() {
        List<CredentialEvent> events = new CopyOnWriteArrayList<>();
        try (CredentialManager manager = builder().listener(events::add).open()) {
            AgentCredentials meepa = manager.agent("meepa");
            meepa.add(AgentCredential.login("github")
                    .item("token", Secret.of("t"), ItemType.API_TOKEN)
                    .build());
            assertThatThrownBy(meepa.storage()::rekeyPlan)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("agent meepa", "no data keys", "nothing was changed");
            assertThatThrownBy(meepa.storage()::rekey).isInstanceOf(StoreException.class);
            assertThat(meepa.list()).hasSize(1);
        }
        assertThat(events)
                .filteredOn(event -> event.kind() == CredentialEvent.Kind.REKEY)
                .extracting(CredentialEvent::phase)
                .containsExactly(CredentialEvent.Phase.BEGUN, CredentialEvent.Phase.FAILED);
    }

    @Test
    void refusesToWorkOnceClosed() {
        CredentialManager manager = builder().open();
        AgentCredentials meepa = manager.agent("meepa");
        manager.close();
        assertThatThrownBy(meepa::list)
                .isInstanceOf(ManagerClosedException.class)
                .hasMessageContaining("closed");
    }
}
