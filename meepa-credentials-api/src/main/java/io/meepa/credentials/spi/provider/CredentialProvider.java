package io.meepa.credentials.spi.provider;

import io.meepa.credentials.form.CredentialForm;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.setting.SettingDescription;
import io.meepa.credentials.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plug-in that issues credentials. The service loader finds it: public, final, stateless, with a public no-argument
 * constructor that does no work. Only the one that the configuration names is opened.
 */
public interface CredentialProvider {

    /**
     * Returns the id that the configuration uses; also the service of what {@link CredentialIssuer#issue} creates.
     *
     * @return the id, lower case letters, digits and underscores
     */
    String id();

    /**
     * Returns what it can issue.
     *
     * @return the categories, at least one
     */
    Set<Category> categories();

    /**
     * Returns what its upstream allows. The testkit proves it.
     *
     * @return the capabilities
     */
    Capabilities capabilities();

    /**
     * Returns the services that it serves, whatever the configuration says: whose tokens it renews, to which it connects
     * agents, and whose {@link #variables} it brings. One that creates lists its {@link #id()}, too. Those that its settings
     * define are reported by {@link CredentialIssuer#furtherServices}.
     *
     * @return services, in the form of {@link #id()}
     * @implSpec one, called as the provider
     */
    default Set<String> services() {
        return Set.of(id());
    }

    /**
     * Returns the environment variables that tools of a service conventionally read, for items that are the agent's own.
     * They are injected only where the host switched injection on.
     *
     * @param service one of its services, those that its settings define among them
     * @param settings its section, as {@link #open} gets it
     * @return variable names by item key
     * @implSpec none
     */
    default Map<String, String> variables(String service, Settings settings) {
        return Map.of();
    }

    /**
     * Returns where requests to a service carry its token or key, for rules of the host that name an item of the service and no
     * place. None of them is in effect without such a rule. Asked while the configuration is read, also where it is not named
     * there.
     *
     * @param service any service
     * @param settings its section, as {@link #open} would get it; without keys where the configuration does not name it
     * @return the places; none for a service that is not its own
     * @throws io.meepa.credentials.error.ConfigurationException if the settings on which they depend are wrong
     * @implSpec none
     */
    default List<RequestTarget> requestTargets(String service, Settings settings) {
        return List.of();
    }

    /**
     * Returns what of a credential is kept until its revocation has ended. Asked when the revocation is put on record, also
     * where the upstream is out of reach.
     *
     * @param category the credential's category
     * @param service the credential's service
     * @return what is kept; everything else is dropped
     * @implSpec nothing: for a provider whose resources are all found by the request's tag, or that has none
     */
    default RevocationKeep revocationKeep(Category category, String service) {
        return RevocationKeep.nothing();
    }

    /**
     * Returns what a person fills in where a credential of this provider waits for one. Values become items and metadata of
     * the credential.
     *
     * @param category the category
     * @return the form, or empty for the category's own
     * @implSpec the category's own
     */
    default Optional<CredentialForm> form(Category category) {
        return Optional.empty();
    }

    /**
     * Returns the keys of its section, so that they can be listed, checked and spelled as frameworks spell them.
     *
     * @return the keys, each path relative to the section
     * @implSpec none: its keys work all the same, as they are spelled
     */
    default List<SettingDescription> settings() {
        return List.of();
    }

    /**
     * Returns the keys that each agent may have for it, under {@code agents[].identity} and its id.
     *
     * @return the keys, each path relative to that section
     * @implSpec none
     */
    default List<SettingDescription> agentSettings() {
        return List.of();
    }

    /**
     * Opens the live object. Reads its settings, all of them, and makes no network call.
     *
     * @param context settings, secrets by reference, clock
     * @return the issuer, finished and thread-safe
     * @throws io.meepa.credentials.error.ConfigurationException if a setting is missing or wrong
     */
    CredentialIssuer open(ProviderContext context);
}
