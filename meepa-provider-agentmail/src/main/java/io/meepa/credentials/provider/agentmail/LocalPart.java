package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.AgentId;
import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.spi.AgentProfile;

/** The part of a mail address before the sign: what the agent's configuration says, or made of its id. */
final class LocalPart {

    /** What the gateway puts before an agent's id unless it is told otherwise. */
    private static final String PREFIX = "agent-";

    private LocalPart() {}

    static String of(AgentId agent, AgentProfile profile) {
        return profile.emailPrefix().map(prefix -> checked(agent, prefix)).orElseGet(() -> derived(agent));
    }

    private static String checked(AgentId agent, String prefix) {
        if (!Assumptions.USERNAME.matcher(prefix).matches()) {
            throw new ConfigurationException("agents[" + agent + "].identity.email_prefix must be 1 to "
                    + Assumptions.LONGEST_USERNAME
                    + " of a-z, 0-9, '.', '-', beginning and ending with a letter or digit");
        }
        return prefix;
    }

    /** Two ids may come to one name: then the second is refused for the first one's client id, never mixed up. */
    private static String derived(AgentId agent) {
        String name = (PREFIX + agent).replace('_', '-');
        String cut = name.substring(0, Math.min(name.length(), Assumptions.LONGEST_USERNAME));
        return cut.replaceAll("[.-]+$", "");
    }
}
