package io.meepa.credentials.core.config;

import io.meepa.credentials.core.config.tree.AgentList;
import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.spi.Settings;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One item handed to an agent's tools under a variable's name.
 *
 * @param variable the variable
 * @param key the credential that the item belongs to
 * @param item the item's key
 * @param agents who gets it; every agent that has the credential if absent
 * @param tools which tools get it; all if absent
 */
public record Grant(
        String variable, CredentialKey key, String item, Optional<Set<AgentId>> agents, Optional<Set<String>> tools) {

    /** Copies the sets. */
    public Grant {
        agents = agents.map(Set::copyOf);
        tools = tools.map(Set::copyOf);
    }

    /** Reads one grant: either the item alone, or a section that narrows who gets it. */
    static final class Reader {

        private static final Pattern ITEM = Pattern.compile("([^/#]+)/([^#]+)#([^#]+)");

        private final String variable;
        private final Settings settings;

        private Reader(String variable, Settings settings) {
            this.variable = variable;
            this.settings = settings;
        }

        static Grant read(String variable, Branch grants) {
            if (!grants.isSection(variable)) {
                return new Reader(variable, grants.settings()).toEveryone();
            }
            Branch section = grants.child(variable);
            Grant grant = new Reader(variable, section.settings()).narrowed();
            section.refuseUnknownKeys(Set.of());
            return grant;
        }

        private Grant toEveryone() {
            return grant(variable, Optional.empty(), Optional.empty(), Optional.empty());
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
                String itemKey, Optional<String> name, Optional<Set<AgentId>> agents, Optional<Set<String>> tools) {
            Matcher matcher = ITEM.matcher(settings.requiredText(itemKey));
            if (!matcher.matches()) {
                throw settings.invalid(itemKey, "must be category/service#item, such as login/github#token");
            }
            return new Grant(variable, key(matcher, name, itemKey), matcher.group(3), agents, tools);
        }

        private CredentialKey key(Matcher matcher, Optional<String> name, String itemKey) {
            try {
                CredentialKey key = CredentialKey.of(Category.of(matcher.group(1)), matcher.group(2));
                return name.map(key::named).orElse(key);
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
