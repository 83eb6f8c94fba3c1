package io.meepa.credentials.spi;

import io.meepa.credentials.Category;
import io.meepa.credentials.form.CredentialForm;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plug-in that issues credentials. The service loader finds it: public, final, stateless, with a public no-argument
 * constructor that does no work. Only the one that the configuration names is opened.
 */
public interface CredentialProvider {

    /**
     * Returns the id that the configuration uses; also the service of what is issued.
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
     * Returns the environment variables that tools of this service conventionally read, for items that are the agent's
     * own. They are injected only where the host switched injection on.
     *
     * @return variable names by item key
     * @implSpec none
     */
    default Map<String, String> variables() {
        return Map.of();
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
     * Opens the live object. Reads its settings, all of them, and makes no network call.
     *
     * @param context settings, secrets by reference, clock
     * @return the issuer, finished and thread-safe
     * @throws io.meepa.credentials.ConfigurationException if a setting is missing or wrong
     */
    CredentialIssuer open(ProviderContext context);
}
