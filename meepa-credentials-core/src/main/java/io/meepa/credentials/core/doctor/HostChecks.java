package io.meepa.credentials.core.doctor;

import io.meepa.credentials.core.config.CategoryChoice;
import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.core.config.ConfigurationWarning;
import io.meepa.credentials.core.system.SystemCatalogue;
import io.meepa.credentials.core.system.SystemCredentials;
import io.meepa.credentials.core.system.SystemFinding;
import io.meepa.credentials.report.DoctorReport.Finding;
import java.util.ArrayList;
import java.util.List;
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
        List<Finding> found = new ArrayList<>();
        configuration.warnings().forEach(warning -> found.add(finding(warning)));
        List<CategoryChoice> enabled = configuration.categories().stream()
                .filter(choice -> configuration.enabled() && choice.enabled())
                .toList();
        Set<String> own = new TreeSet<>(configuration.store().settings().secretVariables());
        for (CategoryChoice choice : enabled) {
            own.addAll(choice.settings().secretVariables());
            found.addAll(missing(choice));
        }
        new SystemCredentials(catalogue, host).findings(own).forEach(finding -> found.add(system(finding)));
        found.addAll(handOver());
        if (!enabled.isEmpty() && configuration.namespace().equals(DEFAULT_NAMESPACE)) {
            found.add(Symptom.DEFAULT_NAMESPACE.finding(
                    "credentials.namespace",
                    "credentials.namespace is the default: if another host shares an upstream account, give each one a"
                            + " namespace of its own before the first provisioning"));
        }
        return found;
    }

    private List<Finding> missing(CategoryChoice choice) {
        return choice.settings().secretVariables().stream()
                .filter(variable -> !isSet(variable))
                .map(variable -> Symptom.MISSING_VARIABLE.finding(
                        variable,
                        "environment variable " + variable + " is not set, and " + choice.category() + " is provisioned"
                                + " with it: export it, name another one, or disable the category"))
                .toList();
    }

    private List<Finding> handOver() {
        Set<String> variables = new TreeSet<>(configuration.handOver().organisationVariables());
        if (!configuration.handOver().inject() || variables.isEmpty()) {
            return List.of();
        }
        return List.of(Symptom.ORGANISATION_KEYS_INJECTED.finding(
                "credentials.environment.organisation_keys",
                "every tool of every agent is handed the organisation's own " + String.join(", ", variables)
                        + ": empty credentials.environment.organisation_keys unless that is meant"));
    }

    private static Finding finding(ConfigurationWarning warning) {
        Symptom code = switch (warning.kind()) {
            case NOTHING_CONFIGURED -> Symptom.NOTHING_CONFIGURED;
            case UNREACHED_GRANT -> Symptom.UNREACHED_GRANT;
        };
        return code.finding(warning.key(), warning.message());
    }

    private static Finding system(SystemFinding finding) {
        Symptom symptom = switch (finding.code()) {
            case HALF_SET -> Symptom.HALF_SET;
            case SAMPLE_SECRET -> Symptom.SAMPLE_SECRET;
        };
        return symptom.finding("environment", finding.text());
    }

    private boolean isSet(String variable) {
        String value = host.apply(variable);
        return value != null && !value.isBlank();
    }
}
