package io.meepa.credentials.core.doctor;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes one finding, with a count, of what many agents share: ten thousand lines are read by nobody. */
final class SharedFindings {

    /** Up to so many agents, each is reported by itself. */
    static final int MOST_APART = 20;

    private static final int NAMED = 10;

    private SharedFindings() {}

    static List<Finding> grouped(List<Finding> findings) {
        Map<Object, List<Finding>> groups = new LinkedHashMap<>();
        for (Finding finding : findings) {
            groups.computeIfAbsent(key(finding), key -> new ArrayList<>()).add(finding);
        }
        List<Finding> grouped = new ArrayList<>();
        groups.values().forEach(group -> {
            if (agents(group).size() > MOST_APART) {
                grouped.add(shared(group));
            } else {
                grouped.addAll(group);
            }
        });
        return grouped;
    }

    private static Object key(Finding finding) {
        return finding.agent().isPresent() ? List.of(finding.code(), finding.severity()) : finding;
    }

    private static List<AgentId> agents(List<Finding> group) {
        return group.stream()
                .flatMap(finding -> finding.agent().stream())
                .distinct()
                .toList();
    }

    private static Finding shared(List<Finding> group) {
        Finding first = group.get(0);
        List<AgentId> agents = agents(group);
        String names = agents.stream().limit(NAMED).map(AgentId::value).collect(Collectors.joining(", "));
        return new Finding(
                first.code(),
                first.severity(),
                Optional.empty(),
                agents.size() + " agents",
                agents.size() + " agents (" + names + " and " + (agents.size() - NAMED) + " more), the first of them: "
                        + first.message());
    }
}
