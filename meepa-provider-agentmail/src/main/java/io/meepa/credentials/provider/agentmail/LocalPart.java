package io.meepa.credentials.provider.agentmail;

import io.meepa.credentials.error.ConfigurationException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.spi.call.AgentProfile;

/** The part of a mail address before the sign: what the agent's configuration says, or made of its id. */
final class LocalPart {

    /** What the gateway puts before an agent's id unless it is configured otherwise. */
    private static final String PREFIX = "agent-";

    private LocalPart() {}

    static String of(AgentId agent, AgentProfile profile) {
        return profile.emailPrefix().map(prefix -> checked(agent, prefix)).orElseGet(() -> derived(agent));
    }

    private static String checked(AgentId agent, String prefix) {
        if (!MailAssumptions.USERNAME.matcher(prefix).matches()) {
            throw new ConfigurationException("agents[" + agent + "].identity.email_prefix must be 1 to "
                    + MailAssumptions.LONGEST_USERNAME
                    + " of a-z, 0-9, '.', '-', beginning and ending with a letter or digit");
        }
        return prefix;
    }

    /** Two ids may come to one name: then the second is refused for the first one's client id, never mixed up. */
    private static String derived(AgentId agent) {
        String name = (PREFIX + agent).replace('_', '-');
        String cut = name.substring(0, Math.min(name.length(), MailAssumptions.LONGEST_USERNAME));
        return cut.replaceAll("[.-]+$", "");
    }
}
