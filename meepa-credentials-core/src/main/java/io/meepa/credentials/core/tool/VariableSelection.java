package io.meepa.credentials.core.tool;

import io.meepa.credentials.core.tool.HandOverRules.Grant;
import io.meepa.credentials.error.AmbiguousCredentialException;
import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses an agent's variables: what is conventional (its address, its number, what providers declare), and over it what
 * the host names explicitly (grants, organisation keys). Credentials that are not usable yet, or not any more, give
 * nothing. A pure function of its inputs.
 */
final class VariableSelection {

    static final String AGENT_EMAIL = "AGENT_EMAIL";
    static final String AGENT_PHONE = "AGENT_PHONE";

    private final List<AgentCredential> credentials;
    private final List<AgentCredential> system;
    private final HandOverRules rules;
    private final Function<String, @Nullable String> host;

    VariableSelection(
            List<AgentCredential> credentials,
            List<AgentCredential> system,
            HandOverRules rules,
            Function<String, @Nullable String> host) {
        this.credentials = List.copyOf(credentials);
        this.system = List.copyOf(system);
        this.rules = rules;
        this.host = host;
    }

    /** Returns what may be injected, sorted by name; nothing unless the rules say so. */
    List<Variable> variables() {
        if (!rules.inject()) {
            return List.of();
        }
        Map<String, Variable> chosen = distinct(conventional());
        Map<String, Variable> explicit = distinct(explicit());
        explicit.keySet().forEach(chosen::remove);
        chosen.putAll(explicit);
        chosen.values().forEach(VariableRules::check);
        withoutOrganisationValues(chosen);
        return chosen.values().stream()
                .sorted(Comparator.comparing(Variable::name))
                .toList();
    }

    private List<Variable> conventional() {
        List<Variable> found = new ArrayList<>();
        own(AGENT_EMAIL, in(Category.EMAIL), ItemKeys.ADDRESS).ifPresent(found::add);
        own(AGENT_PHONE, in(Category.PHONE), ItemKeys.NUMBER).ifPresent(found::add);
        rules.conventions()
                .forEach((service, items) -> items.forEach(
                        (item, variable) -> own(variable, of(service), item).ifPresent(found::add)));
        return found;
    }

    private List<Variable> explicit() {
        List<Variable> found = new ArrayList<>();
        rules.grants().forEach(grant -> granted(grant).ifPresent(found::add));
        rules.organisation().switchedOn().forEach(name -> organisationKey(name).ifPresent(found::add));
        return found;
    }

    private Optional<Variable> own(String variable, Predicate<AgentCredential> fits, String item) {
        return usable(fits).stream()
                .filter(credential -> credential.item(item).isPresent())
                .findFirst()
                .flatMap(credential -> injectable(variable, credential, item));
    }

    private Optional<Variable> granted(Grant grant) {
        List<AgentCredential> fitting = fitting(grant);
        if (fitting.size() > 1) {
            throw new AmbiguousCredentialException("the grant of " + grant.variable() + " fits several credentials: "
                    + fitting.stream().map(AgentCredential::key).toList() + "; give it the name of one");
        }
        return fitting.stream().findFirst().flatMap(credential -> {
            if (credential.item(grant.item()).isEmpty()) {
                throw new ConfigurationException("the grant of " + grant.variable() + ": " + credential.key()
                        + " has no such item; it has "
                        + credential.items().stream().map(CredentialItem::key).toList());
            }
            return injectable(grant.variable(), credential, grant.item());
        });
    }

    /** What all agents share is only for those that have nothing of their own, be it pending or failed. */
    private List<AgentCredential> fitting(Grant grant) {
        boolean hasOwn = credentials.stream().anyMatch(grant.credential()::fits);
        return hasOwn
                ? usable(grant.credential()::fits)
                : system.stream().filter(grant.credential()::fits).toList();
    }

    private Optional<Variable> organisationKey(String name) {
        return Optional.ofNullable(host.apply(name))
                .filter(value -> !value.isBlank())
                .map(value -> new Variable(name, Secret.of(value), "the organisation's " + name, true));
    }

    private static Optional<Variable> injectable(String variable, AgentCredential credential, String key) {
        return credential
                .item(key)
                .filter(item -> !item.value().isEmpty())
                .map(item -> Variable.of(variable, item, credential.key() + "#" + key));
    }

    private List<AgentCredential> usable(Predicate<AgentCredential> fits) {
        return credentials.stream().filter(AgentCredential::usable).filter(fits).toList();
    }

    private static Predicate<AgentCredential> in(Category category) {
        return credential -> credential.category().equals(category);
    }

    private static Predicate<AgentCredential> of(String service) {
        return credential -> credential.service().equals(service);
    }

    private static Map<String, Variable> distinct(List<Variable> variables) {
        Map<String, Variable> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Variable variable : variables) {
            Variable other = byName.putIfAbsent(variable.name(), variable);
            if (other != null) {
                throw new ConfigurationException("two values for the variable " + variable.name() + ": "
                        + other.source() + " and " + variable.source() + "; rename one");
            }
        }
        return byName;
    }

    /** The name of a variable says little: an organisation key can also be stored as if it were the agent's own. */
    private void withoutOrganisationValues(Map<String, Variable> chosen) {
        for (String name : rules.organisation().known()) {
            if (!rules.organisation().switchedOn().contains(name)) {
                organisationKey(name).ifPresent(key -> chosen.values().forEach(variable -> refuse(key, variable)));
            }
        }
    }

    private static void refuse(Variable key, Variable variable) {
        if (variable.value().matches(key.value())) {
            throw new ConfigurationException(variable.name() + ": " + variable.source() + " holds " + key.source()
                    + "; give the agent a key of its own, or switch that variable on by name");
        }
    }
}
