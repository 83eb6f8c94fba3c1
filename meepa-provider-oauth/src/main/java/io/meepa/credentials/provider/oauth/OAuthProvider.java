package io.meepa.credentials.provider.oauth;

import com.google.auto.service.AutoService;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.provider.oauth.preset.Preset;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.Settings;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.Placement;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.RequestTarget;
import io.meepa.credentials.spi.provider.RevocationKeep;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Connects agents to services by OAuth 2.0: one protocol, services as data. Eleven come with the library, further ones are
 * files of the host.
 */
@AutoService(CredentialProvider.class)
@SuppressWarnings("exports") // AutoService is there at compile time only.
public final class OAuthProvider implements CredentialProvider {

    /** The id in configurations. */
    public static final String ID = "oauth";

    /** For the service loader. */
    public OAuthProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.TOKEN);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capabilities.Creation.LOCAL,
                Capabilities.SecretVisibility.SHOWN_ONCE,
                Capabilities.Revocation.FINAL,
                Capabilities.Cost.FREE);
    }

    @Override
    public Set<String> services() {
        return Set.of(); // Those that are configured: the issuer reports them.
    }

    @Override
    public Map<String, String> variables(String service, Settings settings) {
        return ServiceReader.preset(service, settings).map(Preset::variables).orElse(Map.of());
    }

    @Override
    public List<RequestTarget> requestTargets(String service, Settings settings) {
        return ServiceReader.preset(service, settings)
                .map(OAuthProvider::targets)
                .orElse(List.of());
    }

    private static List<RequestTarget> targets(Preset preset) {
        return preset.requests().stream()
                .map(URI::create)
                .map(address -> target(address).rejectedBy(preset.errors().tokenRejected()))
                .toList();
    }

    private static RequestTarget target(URI address) {
        RequestTarget target = RequestTarget.of(address.getHost(), new Placement.Bearer())
                .withScheme(address.getScheme())
                .withPath(address.getPath().isEmpty() ? "/" : address.getPath());
        return address.getPort() < 0 ? target : target.withPort(address.getPort());
    }

    @Override
    public RevocationKeep revocationKeep(Category category, String service) {
        return RevocationKeep.items(ItemKeys.ACCESS_TOKEN, ItemKeys.REFRESH_TOKEN, ItemKeys.CLIENT);
    }

    @Override
    public List<SettingDescription> settings() {
        return OAuthIssuer.described();
    }

    @Override
    public List<SettingDescription> agentSettings() {
        return OAuthIssuer.agentsDescribed();
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        return OAuthIssuer.open(context);
    }
}
