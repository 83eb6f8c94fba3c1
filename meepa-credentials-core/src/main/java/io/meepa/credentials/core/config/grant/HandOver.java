package io.meepa.credentials.core.config.grant;

import io.meepa.credentials.core.config.tree.Branch;
import io.meepa.credentials.core.config.tree.Node;
import io.meepa.credentials.core.config.tree.Tree;
import io.meepa.credentials.spi.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What tools get to see.
 *
 * @param inject whether anything is injected at all
 * @param grants items injected beside the built-in variables, in the file's order
 * @param organisationVariables the host's own variables that are passed on, by name
 */
public record HandOver(boolean inject, List<Grant> grants, Set<String> organisationVariables) {

    /** Copies the collections. */
    public HandOver {
        grants = List.copyOf(grants);
        organisationVariables = Set.copyOf(organisationVariables);
    }

    /** Reads what tools get to see. */
    public static final class Reader {

        /** The key of the host\'s own variables. */
        public static final String ORGANISATION = "organisation_keys";

        private final Branch environment;
        private final Set<String> taken = new HashSet<>();

        private Reader(Branch environment) {
            this.environment = environment;
        }

        /** Reads the switch and the section {@code environment}. */
        public static HandOver read(Node inject, Branch environment) {
            return new Reader(environment).handOver(switchedOn(inject));
        }

        private static boolean switchedOn(Node inject) {
            if (inject instanceof Node.Nothing) {
                return false;
            }
            if (inject instanceof Node.Scalar scalar && scalar.flag().isPresent()) {
                return scalar.flag().get();
            }
            throw inject.refused(Tree.INJECT, inject instanceof Node.Flaw flaw ? flaw.why() : "must be true or false");
        }

        private HandOver handOver(boolean inject) {
            List<Grant> grants = grants(environment.child("grants"));
            Set<String> organisation = organisation(environment.settings());
            environment.refuseUnknownKeys(Set.of("grants"));
            return new HandOver(inject, grants, organisation);
        }

        private List<Grant> grants(Branch section) {
            List<Grant> grants = new ArrayList<>();
            for (String variable : section.keys()) {
                take(variable, variable, section.settings());
                grants.add(Grant.Reader.read(variable, section));
            }
            return grants;
        }

        private Set<String> organisation(Settings settings) {
            Set<String> variables =
                    new LinkedHashSet<>(settings.texts(ORGANISATION).orElse(List.of()));
            variables.forEach(variable -> take(variable, ORGANISATION, settings));
            return variables;
        }

        private void take(String variable, String key, Settings settings) {
            VariableNames.fault(variable).ifPresent(why -> {
                throw settings.invalid(key, why);
            });
            if (!taken.add(variable.toUpperCase(Locale.ROOT))) {
                throw settings.invalid(key, "gives a variable that is given above, names taken without case; keep one");
            }
        }
    }
}
