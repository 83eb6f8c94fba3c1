package io.meepa.verification.crash;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.Category;
import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.CredentialSummary;
import io.meepa.credentials.ProvisioningReport;
import java.time.Duration;
import java.util.stream.Collectors;

/** What a child does when it may be killed. */
enum Flight {
    /** Provisions. */
    PROVISION {
        @Override
        void prepare(AgentCredentials agent) {}

        @Override
        String fly(AgentCredentials agent, ShiftedClock clock) {
            return result(agent.provision());
        }
    },
    /** Renews the secret, lets the overlap pass, and retires the old one. */
    ROTATE {
        @Override
        void prepare(AgentCredentials agent) {
            agent.provision();
        }

        @Override
        String fly(AgentCredentials agent, ShiftedClock clock) {
            agent.rotate(KEY);
            clock.pass(OVERLAP);
            return result(agent.provision());
        }
    },
    /** Reads for the first time, and so moves an old identity file in. */
    LIST {
        @Override
        void prepare(AgentCredentials agent) {}

        @Override
        String fly(AgentCredentials agent, ShiftedClock clock) {
            return content(agent);
        }
    };

    static final CredentialKey KEY = CredentialKey.of(Category.EMAIL, ChildMain.PROVIDER);

    /** Longer than any overlap or back-off. */
    static final Duration OVERLAP = Duration.ofHours(8);

    abstract void prepare(AgentCredentials agent);

    abstract String fly(AgentCredentials agent, ShiftedClock clock);

    static String result(ProvisioningReport report) {
        ProvisioningReport.Outcome outcome = report.outcomes().get(0);
        return outcome.result() + " " + outcome.detail();
    }

    /** Everything in a document, values too: they are made up. */
    static String content(AgentCredentials agent) {
        return agent.list().stream()
                .map(CredentialSummary::key)
                .map(agent::get)
                .flatMap(credential -> credential.items().stream()
                        .map(item -> credential.key() + "#" + item.key() + "="
                                + item.value().reveal()))
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
