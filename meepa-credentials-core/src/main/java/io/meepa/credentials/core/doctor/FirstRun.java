package io.meepa.credentials.core.doctor;

import io.meepa.credentials.core.config.CategoryChoice;
import io.meepa.credentials.core.config.Configuration;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import java.util.Set;

/**
 * Says what to do next on a host that has stored nothing yet.
 *
 * @param configuration the configuration, its plug-ins opened
 * @param agents the agents that the configuration lists
 */
record FirstRun(Configuration configuration, Set<AgentId> agents) {

    Finding finding() {
        return DoctorFindingCode.FIRST_RUN.finding("store", "nothing is stored yet: " + nextStep());
    }

    private String nextStep() {
        String then = ", look at plan(), which makes no call, then provision";
        if (agents.isEmpty()) {
            return "list an agent below agents, or register one in code" + then;
        }
        if (!configuration.enabled()) {
            return "set credentials.enabled to true" + then;
        }
        if (configuration.categories().stream().noneMatch(CategoryChoice::enabled)) {
            return "enable a category, such as credentials.email.enabled" + then + "; or add a credential of your own";
        }
        return "look at plan(), which makes no call, then provision";
    }
}
