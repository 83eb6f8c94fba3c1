package io.meepa.credentials.spi;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.report.DoctorReport.Severity;
import java.util.Locale;
import java.util.Optional;

/** A kind of finding, by its stable code. An enum of a store or of the engine implements it; its names are the codes. */
public interface FindingCode {

    /**
     * Returns the constant's name.
     *
     * @return the name, for instance {@code WIDE_KEY_MODE}
     */
    String name();

    /**
     * Returns the code. Scripts compare it, so a published constant keeps its name.
     *
     * @implSpec spells the name in lower case, with hyphens
     * @return a stable word for machines, for instance {@code wide-key-mode}
     */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns how much a finding of this kind matters.
     *
     * @return the severity
     */
    Severity severity();

    /**
     * Creates a finding that concerns all agents.
     *
     * @param subject the file, variable or configuration key it is about
     * @param message what it is and what to do, for people, without a value
     * @return the finding
     */
    default Finding finding(Object subject, String message) {
        return new Finding(code(), severity(), Optional.empty(), subject.toString(), message);
    }

    /**
     * Creates a finding about one agent.
     *
     * @param agent the agent, which the message will name
     * @param subject the file, credential, variable or configuration key it is about
     * @param message what it is and what to do, for people, without a value; may begin with the agent's name already
     * @return the finding
     */
    default Finding finding(AgentId agent, Object subject, String message) {
        String prefix = "agent " + agent + ": ";
        return new Finding(
                code(),
                severity(),
                Optional.of(agent),
                subject.toString(),
                message.startsWith(prefix) ? message : prefix + message);
    }
}
