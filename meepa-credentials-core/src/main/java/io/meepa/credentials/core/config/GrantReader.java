package io.meepa.credentials.core.config;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.spi.Settings;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one grant: either the item alone, or a section that narrows who gets it. */
final class GrantReader {

    private static final Pattern ITEM = Pattern.compile("([^/#]+)/([^#]+)#([^#]+)");

    private final String variable;
    private final Settings settings;

    private GrantReader(String variable, Settings settings) {
        this.variable = variable;
        this.settings = settings;
    }

    static Grant read(String variable, Branch grants) {
        if (!grants.isSection(variable)) {
            return new GrantReader(variable, grants.settings()).toEveryone();
        }
        Branch section = grants.child(variable);
        Grant grant = new GrantReader(variable, section.settings()).narrowed();
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
            throw settings.invalid("agents", "lists what is no agent id; one " + AgentReader.RULE);
        }
        return AgentId.of(id);
    }
}
