package io.meepa.credentials.core.config;

import io.meepa.credentials.Category;
import io.meepa.credentials.spi.Settings;
import java.util.Optional;

/**
 * How one category is provisioned.
 *
 * @param category the category
 * @param enabled whether it is provisioned at all
 * @param provider the provider's id; always there if enabled
 * @param settings the provider's own section, empty if the file has none
 */
public record CategoryChoice(Category category, boolean enabled, Optional<String> provider, Settings settings) {}
