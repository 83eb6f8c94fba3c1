package io.meepa.verification.crash;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.testkit.ManualClock;
import java.time.Duration;
import java.util.stream.Collectors;

/** What a child does when it may be killed. */
enum ChildTask {
    /** Provisions. */
    PROVISION {
        @Override
        void prepare(AgentCredentials agent) {}

        @Override
        String run(AgentCredentials agent, ManualClock clock) {
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
        String run(AgentCredentials agent, ManualClock clock) {
            agent.managed().rotate(KEY);
            clock.advance(OVERLAP);
            return result(agent.provision());
        }
    },
    /** Reads for the first time, and so moves an old identity file in. */
    LIST {
        @Override
        void prepare(AgentCredentials agent) {}

        @Override
        String run(AgentCredentials agent, ManualClock clock) {
            return content(agent);
        }
    };

    static final CredentialKey KEY = CredentialKey.of(Category.EMAIL, ChildMain.PROVIDER);

    /** Longer than any overlap or back-off. */
    static final Duration OVERLAP = Duration.ofHours(8);

    abstract void prepare(AgentCredentials agent);

    abstract String run(AgentCredentials agent, ManualClock clock);

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
