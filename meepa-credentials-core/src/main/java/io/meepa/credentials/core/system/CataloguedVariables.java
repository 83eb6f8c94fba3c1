package io.meepa.credentials.core.system;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.tool.VariableCatalogue;
import io.meepa.credentials.tool.VariableImport;
import io.meepa.credentials.tool.VariableImport.Disposition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Variables as the system catalogue sees them. What it withholds from agents no file can hand them either. */
public final class CataloguedVariables implements VariableCatalogue {

    private final SystemCatalogue catalogue;

    /**
     * Creates a view of a catalogue.
     *
     * @param catalogue which variables count
     */
    public CataloguedVariables(SystemCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public VariableImport read(Map<String, String> variables) {
        SortedMap<String, Disposition> dispositions = new TreeMap<>();
        variables.forEach((name, value) -> dispositions.put(name, disposition(name, value)));
        List<AgentCredential> credentials =
                credentials(name -> dispositions.get(name) == Disposition.IMPORTED, variables);
        SortedSet<String> used =
                names(credentials.stream().map(AgentCredential::summary).toList());
        dispositions.replaceAll((name, disposition) ->
                disposition == Disposition.IMPORTED && !used.contains(name) ? Disposition.INCOMPLETE : disposition);
        return new VariableImport(credentials, dispositions);
    }

    @Override
    public SortedSet<String> names(Collection<CredentialSummary> credentials) {
        return credentials.stream()
                .flatMap(credential -> catalogue.offers().stream()
                        .filter(offer -> isOf(offer, credential))
                        .flatMap(offer -> offer.items().stream())
                        .filter(source -> hasItem(credential, source)))
                .map(Offer.Source::variable)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Disposition disposition(String name, String value) {
        VariableClass kind = catalogue.classify(name).orElse(null);
        if (kind == null) {
            return Disposition.UNKNOWN;
        }
        if (kind != VariableClass.OFFERED) {
            return Disposition.WITHHELD;
        }
        if (value.isBlank()) {
            return Disposition.BLANK;
        }
        return catalogue.sample(Secret.of(value)).isPresent() ? Disposition.PUBLIC : Disposition.IMPORTED;
    }

    /** A service that needs no key is no credential that anybody could bring along. */
    private List<AgentCredential> credentials(Predicate<String> usable, Map<String, String> from) {
        return new SystemCredentials(catalogue, name -> usable.test(name) ? from.get(name) : null)
                .credentials().stream()
                        .filter(credential -> !credential.items().isEmpty())
                        .toList();
    }

    private static boolean isOf(Offer offer, CredentialSummary credential) {
        return offer.category().equals(credential.category()) && offer.service().equals(credential.service());
    }

    private static boolean hasItem(CredentialSummary credential, Offer.Source source) {
        return credential.items().stream().anyMatch(item -> item.key().equals(source.item()));
    }
}
