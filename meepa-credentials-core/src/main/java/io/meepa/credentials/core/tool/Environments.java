package io.meepa.credentials.core.tool;

import io.meepa.credentials.core.config.grant.HandOver;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Lifetime;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.masking.SecretMask;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.core.operation.ProviderRegistry;
import io.meepa.credentials.core.system.SystemCatalogue;
import io.meepa.credentials.core.system.SystemCredentials;
import io.meepa.credentials.core.tool.HandOverRules.Grant;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.AgentEnvironment;
import io.meepa.credentials.tool.OutputMask;
import io.meepa.credentials.tool.ReferenceResolver;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates an agent's environment of what is stored and what was granted. */
public final class Environments {

    private final HandOver handOver;
    private final Function<String, @Nullable String> host;
    private final EngineContext context;

    /** Creates the environments of a manager's agents. */
    public Environments(HandOver handOver, Function<String, @Nullable String> host, EngineContext context) {
        this.handOver = handOver;
        this.host = host;
        this.context = context;
    }

    /** Returns the credentials that are the same for all agents. */
    public List<CredentialSummary> systemCredentials() {
        return system().list();
    }

    /** Returns what looks up a variable of the host. */
    public Function<String, @Nullable String> host() {
        return host;
    }

    /** Returns what every tool of the agent gets: grants that name tools are not among it. */
    public AgentEnvironment of(AgentId agent, AgentDocument document) {
        return environment(agent, document, tools -> false);
    }

    /** Returns what one tool of the agent gets. */
    public AgentEnvironment of(AgentId agent, AgentDocument document, String tool) {
        return environment(agent, document, tools -> tools.contains(tool));
    }

    /** Returns what resolves references of the agent to its own credentials, as far as every tool gets them. */
    public ReferenceResolver references(AgentId agent, AgentDocument document) {
        List<AgentCredential> own = live(document);
        return new References(
                agent,
                AllowList.ofGrants(grants(agent, tools -> false)),
                asked -> asked.equals(agent) ? own : List.of());
    }

    /** Returns the tokens of which tools get something that end soon or have ended. */
    public List<CredentialKey> ending(AgentId agent, AgentDocument document, Predicate<Set<String>> named) {
        Instant now = context.clock().instant();
        List<AgentCredential> ending = credentials(document).stream()
                .filter(credential -> credential.category().equals(Category.TOKEN)
                        && credential.status().usable()
                        && Lifetime.of(credential).at(now) != Lifetime.Phase.FRESH)
                .toList();
        if (ending.isEmpty()) {
            return List.of();
        }
        HandOverRules rules = new HandOverRules(handOver.inject(), grants(agent, named), conventions(), organisation());
        return ending.stream()
                .filter(credential -> isWanted(rules, credential))
                .map(AgentCredential::key)
                .toList();
    }

    /** Returns a mask over every secret item. */
    public static OutputMask mask(AgentDocument document) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (AgentCredential credential : credentials(document)) {
            credential.items().stream()
                    .filter(CredentialItem::secret)
                    .forEach(item -> secrets.put(credential.key() + "#" + item.key(), item.value()));
        }
        return SecretMask.of(secrets);
    }

    private AgentEnvironment environment(AgentId agent, AgentDocument document, Predicate<Set<String>> named) {
        HandOverRules rules = new HandOverRules(handOver.inject(), grants(agent, named), conventions(), organisation());
        reportWithheld(agent, document, rules);
        return GrantedEnvironment.of(live(document), system().credentials(), rules, host);
    }

    /** What expired is there, so that nothing else takes its place, and gives nothing. */
    private List<AgentCredential> live(AgentDocument document) {
        Instant now = context.clock().instant();
        return credentials(document).stream()
                .map(credential -> InjectionFilter.applied(credential, now))
                .toList();
    }

    private void reportWithheld(AgentId agent, AgentDocument document, HandOverRules rules) {
        if (!rules.inject()) {
            return;
        }
        Instant now = context.clock().instant();
        for (AgentCredential credential : credentials(document)) {
            boolean wanted = isWanted(rules, credential);
            InjectionFilter.reason(credential, now)
                    .filter(reason -> wanted)
                    .ifPresent(reason -> context.events()
                            .report(
                                    agent,
                                    Kind.INJECT,
                                    Phase.NOTED,
                                    credential.key().toString(),
                                    "not injected: it " + reason));
        }
    }

    private static boolean isWanted(HandOverRules rules, AgentCredential credential) {
        return (rules.inject() && rules.conventions().containsKey(credential.service()))
                || rules.grants().stream().anyMatch(grant -> grant.credential().fits(credential));
    }

    private List<Grant> grants(AgentId agent, Predicate<Set<String>> named) {
        return handOver.grants().stream()
                .filter(grant -> grant.reaches(agent, named))
                .map(grant -> new Grant(grant.key(), grant.item(), grant.name()))
                .toList();
    }

    private static List<AgentCredential> credentials(AgentDocument document) {
        return document.entries().stream().map(StoredCredential::credential).toList();
    }

    private Map<String, Map<String, String>> conventions() {
        ProviderRegistry providers = context.providers();
        Map<String, Map<String, String>> conventions = new TreeMap<>();
        Stream.concat(providers.bindings().stream(), providers.connections().stream())
                .forEach(binding -> binding.opened()
                        .ifPresent(opened -> opened.services()
                                .forEach(service -> conventions.putIfAbsent(
                                        service,
                                        opened.provider()
                                                .variables(
                                                        service,
                                                        binding.choice().settings())))));
        return conventions;
    }

    private SystemCredentials system() {
        return new SystemCredentials(SystemCatalogue.builtIn(), host);
    }

    private OrganisationKeys organisation() {
        Set<String> known = new HashSet<>(SystemCatalogue.builtIn().organisationVariables());
        known.addAll(SystemCatalogue.builtIn().appSecretVariables());
        context.providers().bindings().stream()
                .map(ProviderBinding::choice)
                .flatMap(choice -> choice.settings().secretVariables().stream())
                .forEach(known::add);
        return new OrganisationKeys(known, handOver.organisationVariables());
    }
}
