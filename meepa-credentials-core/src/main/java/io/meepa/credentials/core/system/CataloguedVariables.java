package io.meepa.credentials.core.system;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialSummary;
import io.meepa.credentials.Secret;
import io.meepa.credentials.handover.VariableCatalogue;
import io.meepa.credentials.handover.VariableImport;
import io.meepa.credentials.handover.VariableImport.Fate;
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
     * Makes a view of a catalogue.
     *
     * @param catalogue which variables count
     */
    public CataloguedVariables(SystemCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public VariableImport read(Map<String, String> variables) {
        SortedMap<String, Fate> fates = new TreeMap<>();
        variables.forEach((name, value) -> fates.put(name, fate(name, value)));
        List<AgentCredential> credentials = credentials(name -> fates.get(name) == Fate.IMPORTED, variables);
        SortedSet<String> used =
                names(credentials.stream().map(AgentCredential::summary).toList());
        fates.replaceAll((name, fate) -> fate == Fate.IMPORTED && !used.contains(name) ? Fate.INCOMPLETE : fate);
        return new VariableImport(credentials, fates);
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

    private Fate fate(String name, String value) {
        VariableClass kind = catalogue.classify(name).orElse(null);
        if (kind == null) {
            return Fate.UNKNOWN;
        }
        if (kind != VariableClass.OFFERED) {
            return Fate.WITHHELD;
        }
        if (value.isBlank()) {
            return Fate.BLANK;
        }
        return catalogue.sample(Secret.of(value)).isPresent() ? Fate.PUBLIC : Fate.IMPORTED;
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
