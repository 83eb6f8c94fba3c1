package io.meepa.credentials.provider.gworkspace;

import com.google.auto.service.AutoService;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.provider.gworkspace.identity.GoogleIdentity;
import io.meepa.credentials.provider.gworkspace.token.AccessTokenSupplier;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.provider.Capabilities;
import io.meepa.credentials.spi.provider.CredentialIssuer;
import io.meepa.credentials.spi.provider.CredentialProvider;
import io.meepa.credentials.spi.provider.ProviderContext;
import io.meepa.credentials.spi.provider.RevocationKeep;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives each agent a user of a Google Workspace domain: an address, a mailbox and a password for web logins. Each user takes
 * a licence. Mail itself is reached with short-lived tokens: the agent's credential {@code token/google_workspace}, or
 * {@link AgentMailboxTokens} for a program without a manager.
 *
 * <p>Format and rules: Admin SDK, Directory API {@code directory_v1}, revision 20260914.
 */
@AutoService(CredentialProvider.class)
@SuppressWarnings("exports") // AutoService is there at compile time only.
public final class GoogleWorkspaceProvider implements CredentialProvider {

    /** The id that the configuration uses. */
    public static final String ID = "google_workspace";

    private final @Nullable AccessTokenSupplier tokens;

    /** Takes access tokens from where the configuration says. For the service loader. */
    public GoogleWorkspaceProvider() {
        this.tokens = null;
    }

    /**
     * Takes access tokens from the host; settings about keys are then not read.
     *
     * @param tokens gives access tokens
     */
    public GoogleWorkspaceProvider(AccessTokenSupplier tokens) {
        this.tokens = tokens;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<Category> categories() {
        return Set.of(Category.EMAIL);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                        Capabilities.Creation.FINDABLE,
                        Capabilities.SecretVisibility.NONE,
                        Capabilities.Revocation.REVERSIBLE,
                        Capabilities.Cost.MONEY)
                .suspendable();
    }

    @Override
    public RevocationKeep revocationKeep(Category category, String service) {
        return RevocationKeep.items(ItemKeys.ADDRESS, UserIssue.USER_ID);
    }

    @Override
    public List<SettingDescription> settings() {
        return WorkspaceSettings.described();
    }

    @Override
    public CredentialIssuer open(ProviderContext context) {
        WorkspaceSettings settings = WorkspaceSettings.read(context.settings());
        GoogleIdentity identity =
                tokens == null ? GoogleIdentity.read(context, settings.calls()) : GoogleIdentity.of(tokens);
        Directory directory = new Directory(settings, context, identity);
        MailboxAccess mailboxes = new MailboxAccess(settings, directory, identity.tokens(), context.clock());
        return new WorkspaceIssuer(settings, directory, mailboxes, identity.lack());
    }
}
