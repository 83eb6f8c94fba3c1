package io.meepa.credentials.core.doctor;

import io.meepa.credentials.core.config.CategoryChoice;
import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.core.config.grant.WireLog;
import io.meepa.credentials.core.system.SystemCatalogue;
import io.meepa.credentials.core.system.SystemCredentials;
import io.meepa.credentials.report.DoctorReport.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the configuration against the host's environment.
 *
 * @param configuration the configuration, its plug-ins opened
 * @param catalogue knows variables and sample secrets
 * @param host looks up a variable
 */
record HostChecks(Configuration configuration, SystemCatalogue catalogue, Function<String, @Nullable String> host) {

    private static final String DEFAULT_NAMESPACE = "meepa";

    List<Finding> findings() {
        List<Finding> found = new ArrayList<>(configuration.warnings());
        List<CategoryChoice> enabled = configuration.categories().stream()
                .filter(choice -> configuration.enabled() && choice.enabled())
                .toList();
        Set<String> own = new TreeSet<>(configuration.store().settings().secretVariables());
        for (CategoryChoice choice : enabled) {
            own.addAll(choice.settings().secretVariables());
            found.addAll(missing(choice, choice.category() + " is provisioned with it", "disable the category"));
        }
        configuration
                .connections()
                .filter(choice -> configuration.enabled() && choice.enabled())
                .ifPresent(choice -> {
                    own.addAll(choice.settings().secretVariables());
                    found.addAll(missing(choice, "agents are connected with it", "take the service out"));
                });
        found.addAll(new SystemCredentials(catalogue, host).findings(own));
        found.addAll(handOver());
        wireLog().ifPresent(found::add);
        if (!enabled.isEmpty() && configuration.namespace().equals(DEFAULT_NAMESPACE)) {
            found.add(DoctorFindingCode.DEFAULT_NAMESPACE.finding(
                    "credentials.namespace",
                    "credentials.namespace is the default: if another host shares an upstream account, give each one a"
                            + " namespace of its own before the first provisioning"));
        }
        return found;
    }

    private List<Finding> missing(CategoryChoice choice, String use, String otherwise) {
        return choice.settings().secretVariables().stream()
                .filter(variable -> !isSet(variable))
                .map(variable -> DoctorFindingCode.MISSING_VARIABLE.finding(
                        variable,
                        "environment variable " + variable + " is not set, and " + use
                                + ": export it, name another one, or " + otherwise))
                .toList();
    }

    private List<Finding> handOver() {
        Set<String> variables = new TreeSet<>(configuration.handOver().organisationVariables());
        if (!configuration.handOver().inject() || variables.isEmpty()) {
            return List.of();
        }
        return List.of(DoctorFindingCode.ORGANISATION_KEYS_INJECTED.finding(
                "credentials.environment.organisation_keys",
                "every tool of every agent is handed the organisation's own " + String.join(", ", variables)
                        + ": empty credentials.environment.organisation_keys unless that is meant"));
    }

    private Optional<Finding> wireLog() {
        return WireLog.property()
                .filter(property -> !configuration.requests().rules().isEmpty())
                .map(property -> DoctorFindingCode.WIRE_LOG.finding(
                        property,
                        "this JVM was started with " + property
                                + ", by which the JDK logs what it sends: agents' HTTP clients add"
                                + " nothing until it is started without"));
    }

    private boolean isSet(String variable) {
        String value = host.apply(variable);
        return value != null && !value.isBlank();
    }
}
