package io.meepa.credentials.core.provision;

import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.document.UnknownOperation;
import io.meepa.credentials.core.document.UnreadableCredential;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.provider.Capabilities;
import java.util.List;
import java.util.Optional;

/** Compares what is asked for with what is stored. A function of values: no network, no write. */
public final class Planner {

    private final boolean enabled;
    private final EngineContext context;

    /**
     * Creates a planner.
     *
     * @param enabled whether anything is provisioned at all
     * @param context what use cases share
     */
    public Planner(boolean enabled, EngineContext context) {
        this.enabled = enabled;
        this.context = context;
    }

    /** Returns what provisioning does about each configured category. */
    public List<Decision> plan(AgentChoice agent, AgentDocument document) {
        return bindings().stream()
                .map(binding -> decide(agent, document, binding))
                .toList();
    }

    /**
     * Returns what may be done without anybody asking: nothing that costs money, and nothing where something is being taken
     * back.
     */
    List<Decision> automatic(AgentChoice agent, AgentDocument document) {
        return bindings().stream()
                .filter(Planner::costsNoMoney)
                .filter(binding -> document.operation(
                                PendingOperation.Kind.REVOKE, binding.category(), binding.service())
                        .isEmpty())
                .map(binding -> decide(agent, document, binding))
                .filter(Decision::acts)
                .toList();
    }

    private List<ProviderBinding> bindings() {
        return context.providers().bindings();
    }

    private static boolean costsNoMoney(ProviderBinding binding) {
        return binding.opened().filter(opened -> !opened.costsMoney()).isPresent();
    }

    private Decision decide(AgentChoice agent, AgentDocument document, ProviderBinding binding) {
        if (!enabled) {
            return Decision.skip(binding, "credentials.enabled is false");
        }
        if (!agent.enabled()) {
            return Decision.skip(binding, "identity.enabled is false for this agent");
        }
        if (binding.opened().isEmpty()) {
            return Decision.skip(binding, "credentials." + binding.category() + ".enabled is false");
        }
        Optional<UnknownOperation> newer = document.unknownOperation(binding.category(), binding.service());
        if (newer.isPresent()) {
            return Decision.skip(binding, newer.get().reason());
        }
        Optional<UnreadableCredential> unreadable = unreadable(document, binding);
        if (unreadable.isPresent()) {
            return Decision.await(
                    binding, ProvisioningReport.Result.FAILED, unreadable.get().remedy());
        }
        ProviderBinding.Opened opened = binding.opened().get();
        if (opened.provider().capabilities().creation() == Capabilities.Creation.LOCAL) {
            return local(agent, document, binding, opened);
        }
        return upstream(agent, document, binding, opened);
    }

    private Decision upstream(
            AgentChoice agent, AgentDocument document, ProviderBinding binding, ProviderBinding.Opened opened) {
        Optional<Operation> open =
                document.operation(PendingOperation.Kind.CREATE, binding.category(), binding.service());
        Optional<StoredCredential> entry = document.entry(binding.category(), binding.service());
        if (open.isEmpty() && entry.isPresent() && !failed(entry.get())) {
            return settled(binding, entry.get());
        }
        if (open.isPresent() && beyondRepeating(opened, open.get())) {
            return Decision.await(
                    binding,
                    ProvisioningReport.Result.INDETERMINATE,
                    "an earlier run may have created it and nobody can look: look there yourself, take away what is not wanted,"
                            + " then forget the operation");
        }
        Optional<String> unavailable = opened.issuer().unavailable();
        if (unavailable.isPresent()) {
            return Decision.blocked(binding, unavailable.get());
        }
        if (open.isPresent()) {
            return Decision.act(binding, ProvisioningPlan.Action.RESUME, "finish what an earlier run began");
        }
        return Decision.act(
                binding,
                ProvisioningPlan.Action.CREATE,
                preview(opened, context.requests().preview(agent, binding.category(), binding.service())));
    }

    /** It may stand for a resource: another one beside it would be one too many. */
    private static Optional<UnreadableCredential> unreadable(AgentDocument document, ProviderBinding binding) {
        return document.unreadable().stream()
                .filter(entry -> entry.concerns(binding.category(), binding.service()))
                .findFirst();
    }

    private Decision local(
            AgentChoice agent, AgentDocument document, ProviderBinding binding, ProviderBinding.Opened opened) {
        Optional<StoredCredential> entry = document.entry(binding.category(), binding.service());
        boolean operatorsOwn = document.entries().stream()
                .map(StoredCredential::credential)
                .anyMatch(credential -> credential.category().equals(binding.category())
                        && !credential.service().equals(binding.service())
                        && credential.status().usable());
        if (entry.isEmpty() && operatorsOwn) {
            return Decision.keep(binding, "an operator added one");
        }
        return LocalRecord.decide(
                binding,
                entry,
                opened.issuer().issue(context.requests().preview(agent, binding.category(), binding.service())));
    }

    private static Decision settled(ProviderBinding binding, StoredCredential entry) {
        CredentialStatus status = entry.credential().status();
        if (status == CredentialStatus.Settled.PENDING_MANUAL) {
            return Decision.await(binding, ProvisioningReport.Result.PENDING_MANUAL, "a person has to act");
        }
        if (status == CredentialStatus.Settled.PENDING_SIGNUP) {
            return Decision.await(binding, ProvisioningReport.Result.PENDING_SIGNUP, "the agent is signing up");
        }
        return Decision.keep(
                binding, entry.credential().suspended() ? "suspended, until it is resumed" : "already there");
    }

    private static boolean failed(StoredCredential entry) {
        CredentialStatus status = entry.credential().status();
        return status instanceof CredentialStatus.Failed || status == CredentialStatus.Settled.SKIPPED;
    }

    /** R2: what can neither be repeated nor found is never tried again without a person. */
    private static boolean beyondRepeating(ProviderBinding.Opened opened, Operation operation) {
        return operation.state() == Operation.State.INDETERMINATE
                || (opened.isUnrepeatable() && operation.details().resources().isEmpty());
    }

    private static String preview(ProviderBinding.Opened opened, IssueRequest request) {
        try {
            return opened.issuer().preview(request);
        } catch (CredentialException e) {
            return "would fail: " + e.getMessage();
        }
    }
}
