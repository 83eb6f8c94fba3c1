package io.meepa.credentials.core.provision;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.AutoProvisioningState;
import java.util.function.Predicate;

/** Provisions an agent because its credentials are read, where the host switched that on. */
public final class FirstUseProvisioning {

    private final AgentChoice agent;
    private final AgentVault vault;
    private final Planner planner;
    private final Provisioning provisioning;
    private final AutoProvisioner autoProvisioner;

    /** Creates the provisioning on first use of one agent. */
    public FirstUseProvisioning(
            AgentChoice agent,
            AgentVault vault,
            Planner planner,
            Provisioning provisioning,
            AutoProvisioner autoProvisioner) {
        this.agent = agent;
        this.vault = vault;
        this.planner = planner;
        this.provisioning = provisioning;
        this.autoProvisioner = autoProvisioner;
    }

    /** For a read of everything. */
    public void before() {
        autoProvisioner.before(agent.id(), new Missing(binding -> true));
    }

    /** For a read of one credential: it does not wait for another. */
    public void before(CredentialKey key) {
        // Asked first: most reads provision nothing, and then leave no garbage.
        if (autoProvisioner.covers(agent.id())) {
            autoProvisioner.before(
                    agent.id(),
                    new Missing(binding -> binding.category().equals(key.category())
                            && binding.service().equals(key.service())));
        }
    }

    /** Returns how far it is. */
    public AutoProvisioningState state() {
        return autoProvisioner.state(agent.id(), new Missing(binding -> true));
    }

    /** Switches it off: what is deprovisioned does not come back because somebody reads. */
    public void suspend() {
        autoProvisioner.suspend(agent.id());
    }

    /** Switches it on again. */
    public void resume() {
        autoProvisioner.resume(agent.id());
    }

    private final class Missing implements ProvisioningTask {

        private final Predicate<ProviderBinding> relevant;

        Missing(Predicate<ProviderBinding> relevant) {
            this.relevant = relevant;
        }

        @Override
        public boolean wanted() {
            return planner.automatic(agent, vault.read()).stream()
                    .map(Decision::binding)
                    .anyMatch(relevant);
        }

        @Override
        public boolean run() {
            return provisioning.automatic(agent, vault, () -> !autoProvisioner.isSuspended(agent.id()));
        }
    }
}
