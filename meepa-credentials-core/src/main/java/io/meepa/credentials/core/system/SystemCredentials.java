package io.meepa.credentials.core.system;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialKind;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.DoctorReport.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The host's credentials for all agents, as its environment has them at each call. Read-only: they are never written to
 * an agent's document, and reach a tool only by a grant.
 */
public final class SystemCredentials {

    /** Pairs that apps are registered by. */
    static final Category APP = Category.of("oauth_client");

    private static final String ENVIRONMENT = "environment";

    private final SystemCatalogue catalogue;
    private final Function<String, @Nullable String> host;

    /**
     * Creates a view of the host.
     *
     * @param catalogue which variables count
     * @param host looks up a variable
     */
    public SystemCredentials(SystemCatalogue catalogue, Function<String, @Nullable String> host) {
        this.catalogue = catalogue;
        this.host = host;
    }

    /**
     * Lists what may be shown to agents.
     *
     * @return summaries of kind system, in the catalogue's order
     */
    public List<CredentialSummary> list() {
        return credentials().stream().map(SystemCredentials::summary).toList();
    }

    /**
     * Returns the credentials with their values, for grants.
     *
     * @return those whose required variables are all set and not blank, in the catalogue's order
     */
    public List<AgentCredential> credentials() {
        return catalogue.offers().stream()
                .filter(offer -> missing(offer).isEmpty())
                .map(this::credential)
                .toList();
    }

    /**
     * Reports what is set in part only, and which values are public.
     *
     * @return findings for an operator, without values
     */
    public List<Finding> findings() {
        return findings(Set.of());
    }

    /**
     * Reports what is set in part only, and which values are public.
     *
     * @param further variables to look at beside those of the catalogue
     * @return findings for an operator, without values
     */
    public List<Finding> findings(Set<String> further) {
        Set<String> names = new TreeSet<>(catalogue.names());
        names.addAll(further);
        List<Finding> findings = new ArrayList<>();
        catalogue.offers().stream().flatMap(offer -> halfSet(offer).stream()).forEach(findings::add);
        names.stream().flatMap(name -> sample(name).stream()).forEach(findings::add);
        return findings;
    }

    private AgentCredential credential(Offer offer) {
        List<CredentialItem> items = new ArrayList<>();
        for (Offer.Source source : offer.items()) {
            value(source.variable())
                    .ifPresent(value -> items.add(new CredentialItem(source.item(), Secret.of(value), source.type())));
        }
        AgentCredential empty =
                AgentCredential.of(offer.category(), offer.service()).build();
        return new AgentCredential(
                empty.category(),
                empty.service(),
                empty.name(),
                Origin.OPERATOR_PROVIDED,
                items,
                empty.metadata(),
                empty.status(),
                false);
    }

    private static CredentialSummary summary(AgentCredential credential) {
        CredentialSummary own = credential.summary();
        return new CredentialSummary(
                CredentialKind.SYSTEM,
                own.category(),
                own.service(),
                own.name(),
                own.origin(),
                own.status(),
                own.items(),
                own.metadata());
    }

    private Optional<Finding> halfSet(Offer offer) {
        List<String> missing = missing(offer);
        List<String> present = offer.items().stream()
                .map(Offer.Source::variable)
                .filter(variable -> value(variable).isPresent())
                .toList();
        if (present.isEmpty()) {
            return Optional.empty();
        }
        if (missing.isEmpty()) {
            return withoutSecret(offer);
        }
        return Optional.of(SystemFindingCode.HALF_SET.finding(
                ENVIRONMENT,
                offer.category() + "/" + offer.service() + " is not offered: " + String.join(", ", present)
                        + " is set and " + String.join(", ", missing) + " is not"));
    }

    /** Some services let a public app sign in without a secret, but an id alone is more often a pair half copied. */
    private Optional<Finding> withoutSecret(Offer offer) {
        if (!offer.category().equals(APP)) {
            return Optional.empty();
        }
        return offer.items().stream()
                .map(Offer.Source::variable)
                .filter(variable -> value(variable).isEmpty())
                .findFirst()
                .map(variable -> SystemFindingCode.HALF_SET.finding(
                        ENVIRONMENT,
                        offer.category() + "/" + offer.service() + " is offered as a public app: " + variable
                                + " is not set; set it unless the app has no secret"));
    }

    private Optional<Finding> sample(String variable) {
        return value(variable)
                .flatMap(value -> catalogue.sample(Secret.of(value)))
                .map(origin -> SystemFindingCode.SAMPLE_SECRET.finding(
                        ENVIRONMENT, variable + " holds a secret that is public, " + origin + "; make a new one"));
    }

    private List<String> missing(Offer offer) {
        return offer.items().stream()
                .filter(Offer.Source::required)
                .map(Offer.Source::variable)
                .filter(variable -> value(variable).isEmpty())
                .toList();
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(host.apply(variable)).filter(value -> !value.isBlank());
    }
}
