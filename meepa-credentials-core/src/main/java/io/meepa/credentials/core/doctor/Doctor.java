package io.meepa.credentials.core.doctor;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.core.config.grant.Grant;
import io.meepa.credentials.core.config.grant.RequestRule;
import io.meepa.credentials.core.migration.LegacyFile;
import io.meepa.credentials.core.system.SystemCatalogue;
import io.meepa.credentials.core.system.SystemCredentials;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.DoctorReport.Severity;
import io.meepa.credentials.spi.store.StoreSession;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at everything that can be seen without a network, and changes nothing: host, store, then each agent. */
public final class Doctor {

    private final Configuration configuration;
    private final StoreSession store;
    private final Function<String, @Nullable String> host;
    private final Clock clock;
    private final SystemCatalogue catalogue = SystemCatalogue.builtIn();

    /**
     * Creates a doctor.
     *
     * @param configuration the configuration, its plug-ins opened
     * @param store the store
     * @param host looks up a variable of the host
     * @param clock the current time, for what ends soon
     */
    public Doctor(
            Configuration configuration, StoreSession store, Function<String, @Nullable String> host, Clock clock) {
        this.configuration = configuration;
        this.store = store;
        this.host = host;
        this.clock = clock;
    }

    /**
     * Examines.
     *
     * @return what was found, the most severe first
     */
    public DoctorReport examine() {
        List<Finding> found = new ArrayList<>(new HostChecks(configuration, catalogue, host).findings());
        Set<AgentId> configured =
                configuration.agents().stream().map(AgentChoice::id).collect(Collectors.toCollection(TreeSet::new));
        List<Finding> failures = new ArrayList<>();
        Set<AgentId> kept = new TreeSet<>(attempt(store::agents, failures));
        Set<AgentId> all = new TreeSet<>(configured);
        all.addAll(kept);
        List<Finding> inspected = attempt(() -> store.inspect(List.copyOf(all)), failures);
        // The store says more precisely what keeps it from listing.
        found.addAll(inspected.stream().anyMatch(Doctor::ofWholeStore) ? List.of() : failures);
        found.addAll(inspected);
        if (!configured.isEmpty()) {
            kept.stream().filter(agent -> !configured.contains(agent)).forEach(agent -> found.add(stray(agent)));
        }
        if (inspected.stream().noneMatch(Doctor::ofWholeStore) && failures.isEmpty()) {
            if (kept.isEmpty()) {
                found.add(new FirstRun(configuration, configured).finding());
            }
            Set<AgentId> unsound = unsound(inspected);
            all.forEach(agent -> found.addAll(agent(agent, unsound.contains(agent))));
        }
        List<Finding> grouped = SharedFindings.grouped(found);
        grouped.sort(Comparator.comparing(Finding::severity).reversed());
        return new DoctorReport(grouped);
    }

    /** Returns the agents of which the store said already, and more precisely, what keeps their document from being read. */
    private static Set<AgentId> unsound(List<Finding> inspected) {
        return inspected.stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .flatMap(finding -> finding.agent().stream())
                .collect(Collectors.toSet());
    }

    private List<Finding> agent(AgentId agent, boolean unsound) {
        List<Finding> found = new ArrayList<>();
        LegacyFile old = LegacyFile.of(configuration.home(), agent);
        if (old.exists()) {
            found.add(DoctorFindingCode.LEGACY_IDENTITY.finding(
                    agent,
                    old.toString(),
                    old + " holds secrets in clear: the next listing moves it into the encrypted document; if it stays,"
                            + " compare the two and delete it"));
        }
        if (!unsound) {
            found.addAll(new AgentChecks(agent, store, catalogue, promised(), expiry()).findings());
        }
        return found;
    }

    private ExpiryChecks expiry() {
        return new ExpiryChecks(clock.instant(), configuration.limits().renewBefore());
    }

    private List<Grant> promised() {
        List<AgentCredential> system = new SystemCredentials(catalogue, host).credentials();
        return configuration.requests().rules().stream()
                .map(RequestRule::grant)
                .filter(grant -> system.stream().noneMatch(grant.key()::fits))
                .toList();
    }

    private static Finding stray(AgentId agent) {
        return DoctorFindingCode.AGENT_NOT_CONFIGURED.finding(
                agent,
                "document",
                "it has credentials, but the configuration does not list it: list it again, or, if it is not wanted any"
                        + " more, deprovision it");
    }

    private static boolean ofWholeStore(Finding finding) {
        return finding.severity() == Severity.ERROR && finding.agent().isEmpty();
    }

    private static <T> List<T> attempt(Supplier<List<T>> look, List<Finding> failures) {
        try {
            return look.get();
        } catch (CredentialException e) {
            failures.add(DoctorFindingCode.UNREADABLE_STORE.finding("store", String.valueOf(e.getMessage())));
            return List.of();
        }
    }
}
