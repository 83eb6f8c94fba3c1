package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.AgentEnvironment;
import io.meepa.credentials.AgentId;
import io.meepa.credentials.CredentialSummary;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Secret;
import io.meepa.credentials.core.config.HandOver;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.core.handover.AllowList;
import io.meepa.credentials.core.handover.Grant;
import io.meepa.credentials.core.handover.GrantedEnvironment;
import io.meepa.credentials.core.handover.HandOverRules;
import io.meepa.credentials.core.handover.OrganisationKeys;
import io.meepa.credentials.core.handover.References;
import io.meepa.credentials.core.masking.SecretMask;
import io.meepa.credentials.core.refresh.Withholding;
import io.meepa.credentials.core.system.SystemCatalogue;
import io.meepa.credentials.core.system.SystemCredentials;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.event.CredentialEvent.Phase;
import io.meepa.credentials.handover.OutputMask;
import io.meepa.credentials.handover.ReferenceResolver;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes an agent's environment of what is stored and what was granted. */
final class Environments {

    /** Types of items that people may see: hiding them would make output unreadable and protect nobody. */
    private static final Set<ItemType> SEEN = Set.of(ItemType.EMAIL, ItemType.PHONE, ItemType.USERNAME, ItemType.URL);

    private final HandOver handOver;
    private final List<Issuance> issuances;
    private final Function<String, @Nullable String> host;
    private final Work work;

    Environments(HandOver handOver, List<Issuance> issuances, Function<String, @Nullable String> host, Work work) {
        this.handOver = handOver;
        this.issuances = List.copyOf(issuances);
        this.host = host;
        this.work = work;
    }

    List<CredentialSummary> systemCredentials() {
        return system().list();
    }

    /** Returns what looks up a variable of the host. */
    Function<String, @Nullable String> host() {
        return host;
    }

    /** Returns what every tool of the agent gets: grants that name tools are not among it. */
    AgentEnvironment of(AgentId agent, AgentDocument document) {
        return environment(agent, document, tools -> false);
    }

    /** Returns what one tool of the agent gets. */
    AgentEnvironment of(AgentId agent, AgentDocument document, String tool) {
        return environment(agent, document, tools -> tools.contains(tool));
    }

    /** Returns what resolves references of the agent to its own credentials, as far as every tool gets them. */
    ReferenceResolver references(AgentId agent, AgentDocument document) {
        List<AgentCredential> own = live(document);
        return new References(
                agent,
                AllowList.ofGrants(grants(agent, tools -> false)),
                asked -> asked.equals(agent) ? own : List.of());
    }

    /** Returns a mask over every item that opens something. */
    static OutputMask mask(AgentDocument document) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (AgentCredential credential : credentials(document)) {
            credential.items().stream()
                    .filter(item -> !SEEN.contains(item.type()))
                    .forEach(item -> secrets.put(credential.key() + "#" + item.key(), item.value()));
        }
        return SecretMask.of(secrets);
    }

    private AgentEnvironment environment(AgentId agent, AgentDocument document, Predicate<Set<String>> named) {
        HandOverRules rules = new HandOverRules(handOver.inject(), grants(agent, named), conventions(), organisation());
        tellWithheld(agent, document, rules);
        return GrantedEnvironment.of(live(document), system().credentials(), rules, host);
    }

    /** What expired is there, so that nothing else takes its place, and gives nothing. */
    private List<AgentCredential> live(AgentDocument document) {
        Instant now = work.clock().instant();
        return credentials(document).stream()
                .map(credential -> Withholding.applied(credential, now))
                .toList();
    }

    private void tellWithheld(AgentId agent, AgentDocument document, HandOverRules rules) {
        if (!rules.inject()) {
            return;
        }
        Instant now = work.clock().instant();
        for (AgentCredential credential : credentials(document)) {
            boolean wanted = rules.conventions().containsKey(credential.service())
                    || rules.grants().stream()
                            .anyMatch(grant -> grant.credential().fits(credential));
            Withholding.reason(credential, now)
                    .filter(reason -> wanted)
                    .ifPresent(reason -> work.events()
                            .tell(
                                    agent,
                                    Kind.INJECT,
                                    Phase.NOTED,
                                    credential.key().toString(),
                                    "not injected: it " + reason));
        }
    }

    private List<Grant> grants(AgentId agent, Predicate<Set<String>> named) {
        return handOver.grants().stream()
                .filter(grant ->
                        grant.agents().map(agents -> agents.contains(agent)).orElse(true))
                .filter(grant -> grant.tools().map(named::test).orElse(true))
                .map(grant -> new Grant(grant.key(), grant.item(), grant.variable()))
                .toList();
    }

    private static List<AgentCredential> credentials(AgentDocument document) {
        return document.entries().stream().map(Entry::credential).toList();
    }

    private Map<String, Map<String, String>> conventions() {
        return issuances.stream()
                .flatMap(issuance -> issuance.opened().stream())
                .map(Issuance.Opened::provider)
                .distinct()
                .collect(Collectors.toMap(provider -> provider.id(), provider -> provider.variables()));
    }

    private SystemCredentials system() {
        return new SystemCredentials(SystemCatalogue.builtIn(), host);
    }

    private OrganisationKeys organisation() {
        Set<String> known = new HashSet<>(SystemCatalogue.builtIn().organisationVariables());
        issuances.stream()
                .map(Issuance::choice)
                .flatMap(choice -> choice.settings().secretVariables().stream())
                .forEach(known::add);
        return new OrganisationKeys(known, handOver.organisationVariables());
    }
}
