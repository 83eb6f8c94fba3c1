package io.meepa.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.meepa.credentials.engine.EnginePath;
import io.meepa.credentials.engine.FirstEngine;
import io.meepa.credentials.engine.SecondEngine;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.event.CredentialListener;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.engine.ManagerSpecification;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.store.CredentialStore;
import io.meepa.credentials.spi.store.StoreContext;
import io.meepa.credentials.spi.store.StoreSession;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialManagerBuilderTest {

    @Test
    void namesTheArtifactThatIsMissingWhenThereIsNoEngine() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> CredentialManager.builder().open())
                .withMessage("no credential engine found: add io.meepa:meepa-credentials-core to the run-time path");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> CredentialManager.open(Path.of("config.yaml")))
                .withMessageContaining("meepa-credentials-core");
    }

    @Test
    void opensTheOneEngineThatIsThere(@TempDir Path scratch) throws Exception {
        try (EnginePath path = EnginePath.with(scratch, List.of(FirstEngine.class))) {
            assertThat(path.openedManager()).startsWith("ManagerSpecification[configuration=Optional.empty");
        }
    }

    @Test
    void namesBothEnginesAndWhereTheyAreWhenThereAreTwo(@TempDir Path scratch) throws Exception {
        try (EnginePath path = EnginePath.with(scratch, List.of(FirstEngine.class, SecondEngine.class))) {
            assertThatIllegalStateException()
                    .isThrownBy(path::openedManager)
                    .withMessageContaining("ConfigurationException: several credential engines found, keep one: [")
                    .withMessageContaining(FirstEngine.class.getName() + " in file:")
                    .withMessageContaining(SecondEngine.class.getName() + " in file:");
        }
    }

    @Test
    void handsOverEverythingThatWasSet() {
        Clock clock = Clock.systemUTC();
        CredentialListener listener = event -> {};
        CredentialProvider provider = new NoProvider();
        CredentialStore store = new NoStore();

        ManagerSpecification said = CredentialManager.builder()
                .configuration(Path.of("config.yaml"))
                .home(Path.of("home"))
                .set("credentials.enabled", true)
                .set("credentials.namespace", "test")
                .provider(provider)
                .store(store)
                .listener(listener)
                .clock(clock)
                .sleeper(duration -> {})
                .environment(name -> name + "!")
                .withoutDiscovery()
                .specification();

        assertThat(said.configuration()).contains(Path.of("config.yaml"));
        assertThat(said.home()).contains(Path.of("home"));
        assertThat(said.settings().keySet()).containsExactly("credentials.enabled", "credentials.namespace");
        assertThat(said.providers()).containsExactly(provider);
        assertThat(said.stores()).containsExactly(store);
        assertThat(said.listeners()).containsExactly(listener);
        assertThat(said.surroundings().clock()).isSameAs(clock);
        assertThat(said.surroundings().environment().apply("HOME")).isEqualTo("HOME!");
        assertThat(said.surroundings().discovery()).isFalse();
    }

    @Test
    void takesTheWorldAsItIsUnlessSetOtherwise() {
        ManagerSpecification said = CredentialManager.builder().specification();

        assertThat(said.configuration()).isEmpty();
        assertThat(said.home()).isEmpty();
        assertThat(said.settings()).isEmpty();
        assertThat(said.providers()).isEmpty();
        assertThat(said.stores()).isEmpty();
        assertThat(said.surroundings().environment().apply("PATH")).isEqualTo(System.getenv("PATH"));
        assertThat(said.surroundings().discovery()).isTrue();
    }

    private record NoProvider() implements CredentialProvider {

        @Override
        public String id() {
            return "none";
        }

        @Override
        public Set<Category> categories() {
            return Set.of(Category.EMAIL);
        }

        @Override
        public Capabilities capabilities() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CredentialIssuer open(ProviderContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private record NoStore() implements CredentialStore {

        @Override
        public String id() {
            return "nowhere";
        }

        @Override
        public StoreSession open(StoreContext context) {
            throw new UnsupportedOperationException();
        }
    }
}
