package io.meepa.credentials.core.config.grant;

import io.meepa.credentials.core.config.tree.AgentList;
import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.spi.Settings;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One item granted to agents' tools.
 *
 * @param name the variable that holds it, or the rule of the HTTP client that adds it to requests
 * @param key the credential that the item belongs to
 * @param item the item's key
 * @param agents who gets it; every agent that has the credential if absent
 * @param tools which tools get it; all if absent
 */
public record Grant(
        String name, CredentialKey key, String item, Optional<Set<AgentId>> agents, Optional<Set<String>> tools) {

    /** Copies the sets. */
    public Grant {
        agents = agents.map(Set::copyOf);
        tools = tools.map(Set::copyOf);
    }

    /** Returns whether an agent gets it, by its tools at large or by those that a condition chooses. */
    public boolean reaches(AgentId agent, Predicate<Set<String>> named) {
        return agents.map(ids -> ids.contains(agent)).orElse(true)
                && tools.map(named::test).orElse(true);
    }

    /** Reads one grant: either the item alone, or a section that narrows who gets it. */
    static final class Reader {

        private static final Pattern ITEM = Pattern.compile("([^/#]+)/([^#]+)#([^#]+)");

        private final String name;
        private final Settings settings;

        private Reader(String name, Settings settings) {
            this.name = name;
            this.settings = settings;
        }

        static Grant read(String name, Branch grants) {
            if (!grants.isSection(name)) {
                return toEveryone(name, grants.settings());
            }
            Branch section = grants.child(name);
            Grant grant = narrowed(name, section.settings());
            section.refuseUnknownKeys(Set.of());
            return grant;
        }

        /** Reads a grant that is the item alone. */
        static Grant toEveryone(String name, Settings settings) {
            return new Reader(name, settings).grant(name, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** Reads a grant that is a section; other keys of the section are the caller's. */
        static Grant narrowed(String name, Settings settings) {
            return new Reader(name, settings).narrowed();
        }

        private Grant narrowed() {
            return grant(
                    "item",
                    settings.text("name"),
                    settings.texts("agents")
                            .map(ids -> ids.stream().map(this::agent).collect(Collectors.toSet())),
                    settings.texts("tools").map(Set::copyOf));
        }

        private Grant grant(
                String itemKey,
                Optional<String> credential,
                Optional<Set<AgentId>> agents,
                Optional<Set<String>> tools) {
            Matcher matcher = ITEM.matcher(settings.requiredText(itemKey));
            if (!matcher.matches()) {
                throw settings.invalid(itemKey, "must be category/service#item, such as login/github#token");
            }
            return new Grant(name, key(matcher, credential, itemKey), matcher.group(3), agents, tools);
        }

        private CredentialKey key(Matcher matcher, Optional<String> credential, String itemKey) {
            try {
                CredentialKey key = CredentialKey.of(Category.of(matcher.group(1)), matcher.group(2));
                return credential.map(key::named).orElse(key);
            } catch (IllegalArgumentException e) {
                throw settings.invalid(
                        itemKey, "and its name must have parts of 1 to 128 characters, without control characters");
            }
        }

        private AgentId agent(String id) {
            if (!AgentId.isValid(id)) {
                throw settings.invalid("agents", "lists what is no agent id; one " + AgentList.RULE);
            }
            return AgentId.of(id);
        }
    }
}
