package io.meepa.credentials.core.engine;

import io.meepa.credentials.CredentialKey;
import io.meepa.credentials.EnsureState;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.ensure.EnsureTask;
import io.meepa.credentials.core.ensure.Ensures;
import java.util.function.Predicate;

/** Provisions an agent because its credentials are read, where the host switched that on. */
final class Ensuring {

    private final AgentChoice agent;
    private final AgentVault vault;
    private final Planner planner;
    private final Provisioning provisioning;
    private final Ensures ensures;

    Ensuring(AgentChoice agent, AgentVault vault, Work work) {
        this.agent = agent;
        this.vault = vault;
        this.planner = work.planner();
        this.provisioning = new Provisioning(work);
        this.ensures = work.ensures();
    }

    /** For a read of everything. */
    void before() {
        ensures.before(agent.id(), new Missing(issuance -> true));
    }

    /** For a read of one credential: it does not wait for another. */
    void before(CredentialKey key) {
        // Asked first: most reads ensure nothing, and then leave no garbage.
        if (ensures.covers(agent.id())) {
            ensures.before(
                    agent.id(),
                    new Missing(issuance -> issuance.category().equals(key.category())
                            && issuance.service().equals(key.service())));
        }
    }

    EnsureState state() {
        return ensures.state(agent.id(), new Missing(issuance -> true));
    }

    /** What is taken away is not brought back because somebody looks. */
    void suspend() {
        ensures.suspend(agent.id());
    }

    void resume() {
        ensures.resume(agent.id());
    }

    private final class Missing implements EnsureTask {

        private final Predicate<Issuance> relevant;

        Missing(Predicate<Issuance> relevant) {
            this.relevant = relevant;
        }

        @Override
        public boolean wanted() {
            return planner.automatic(agent, vault.read()).stream()
                    .map(Decision::issuance)
                    .anyMatch(relevant);
        }

        @Override
        public boolean run() {
            return provisioning.ensure(agent, vault, () -> !ensures.isSuspended(agent.id()));
        }
    }
}
