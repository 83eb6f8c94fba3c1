package io.meepa.credentials.core.reconcile;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a tag names. Agents may have stops in their names, categories and generations have none.
 *
 * @param agent the agent
 * @param category the category
 */
public record TagOwner(AgentId agent, Category category) {

    private static final Pattern FORM =
            Pattern.compile("([a-z0-9][a-z0-9._-]{0,63})\\.([a-z][a-z0-9_-]*)\\.[a-z0-9-]+");

    /** Reads a tag; empty if it is of another namespace or was cut to fit, so that it is unknown. */
    public static Optional<TagOwner> of(String namespace, String tag) {
        if (!tag.startsWith(namespace + ".")) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(tag.substring(namespace.length() + 1));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TagOwner(AgentId.of(parts.group(1)), Category.of(parts.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Another hand's text that only looks like ours.
        }
    }
}
