package io.meepa.credentials.provider.gworkspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialProvider;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final Settings UNCONFIGURED =
            Settings.of("test", Map.of(), new Settings.Surroundings(key -> "test.yaml", name -> null));

    @Test
    void isFoundOnTheModulePath() {
        Module module = GoogleWorkspaceProvider.class.getModule();
        assertThat(module.isNamed()).isTrue();
        module.addUses(CredentialProvider.class); // A program's own module says so in its module-info.

        List<CredentialProvider> found =
                ServiceLoader.load(GoogleWorkspaceProvider.class.getModule().getLayer(), CredentialProvider.class)
                        .stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();

        assertThat(found).singleElement().isInstanceOf(GoogleWorkspaceProvider.class);
    }

    @Test
    void isRegisteredForTheClassPathToo() {
        assertThat(GoogleWorkspaceProvider.class.getResource(
                        "/META-INF/services/" + CredentialProvider.class.getName()))
                .isNotNull();
    }

    @Test
    void declaresWhatItsUpstreamAllows() {
        GoogleWorkspaceProvider provider = new GoogleWorkspaceProvider();

        assertThat(provider.id()).isEqualTo("google_workspace");
        assertThat(provider.categories()).containsExactly(Category.EMAIL);
        assertThat(provider.variables("google_workspace", UNCONFIGURED)).isEmpty();
        assertThat(provider.capabilities())
                .isEqualTo(Capabilities.of(
                                Capabilities.Creation.FINDABLE,
                                Capabilities.SecretVisibility.NONE,
                                Capabilities.Revocation.REVERSIBLE,
                                Capabilities.Cost.MONEY)
                        .suspendable());
    }
}
