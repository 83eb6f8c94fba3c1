package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.ConfigurationException;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.Origin;
import io.meepa.credentials.ProviderRejectedException;
import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.ProviderUnsupportedException;
import io.meepa.credentials.ProvisioningPlan;
import io.meepa.credentials.ProvisioningReport;
import io.meepa.credentials.ProvisioningReport.Result;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.signup.ManualSteps;
import io.meepa.credentials.spi.Capabilities;
import io.meepa.credentials.spi.IssueRequest;
import io.meepa.credentials.spi.Issued;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Provisions one category of one agent: open operation, call, record. What is not known to be undone stays open, so that
 * the next run looks before it acts.
 */
final class SlotFlight {

    static final String TAG = "tag";

    private final AgentChoice agent;
    private final Issuance issuance;
    private final Issuance.Opened opened;
    private final Journal journal;
    private final Requests requests;
    private final Clock clock;

    SlotFlight(AgentChoice agent, Issuance issuance, Journal journal, Requests requests, Clock clock) {
        this.agent = agent;
        this.issuance = issuance;
        this.opened = issuance.opened().orElseThrow();
        this.journal = journal;
        this.requests = requests;
        this.clock = clock;
    }

    ProvisioningReport.Outcome fly(ProvisioningPlan.Action action, AgentDocument document) {
        try {
            return switch (action) {
                case RECORD -> record();
                case CREATE -> create();
                case RESUME -> resume(document);
                case KEEP, AWAIT, SKIP -> throw new IllegalArgumentException("nothing to do");
            };
        } catch (LostOperationException e) {
            return outcome(Result.INDETERMINATE, Reason.of(e));
        }
    }

    private ProvisioningReport.Outcome record() {
        Issued issued = opened.issuer().issue(requests.preview(agent, issuance));
        journal.record(credential(issued, Optional.empty()));
        return outcome(result(issued), issued.detail());
    }

    private ProvisioningReport.Outcome create() {
        Operation operation = new Operation(
                UUID.randomUUID().toString(),
                Operation.Kind.CREATE,
                Operation.State.OPEN,
                issuance.category(),
                issuance.service(),
                Operation.Details.of(
                        requests.newTag(agent, issuance.category()),
                        clock.instant(),
                        CredentialLabels.of(issuance.category())),
                Map.of());
        journal.open(operation);
        return call(operation, Requests.first(agent, operation, journal.checkpoint(operation)), false);
    }

    private ProvisioningReport.Outcome resume(AgentDocument document) {
        Operation operation =
                journal.takeUp(document.operation(Operation.Kind.CREATE, issuance.category(), issuance.service())
                        .orElseThrow());
        return call(operation, Requests.resumed(agent, operation, journal.checkpoint(operation)), true);
    }

    private ProvisioningReport.Outcome call(Operation operation, IssueRequest request, boolean resumed) {
        Issued issued;
        try {
            issued = opened.issuer().issue(request);
        } catch (ProviderRejectedException
                | ProviderUnavailableException
                | ProviderUnsupportedException
                | ConfigurationException e) {
            // This call did nothing; an earlier one, whose answer was lost, may have.
            return failed(operation, e, resumed);
        } catch (RuntimeException e) {
            return unknown(operation, e);
        }
        journal.complete(operation, credential(issued, Optional.of(operation)));
        return outcome(result(issued), issued.detail());
    }

    private ProvisioningReport.Outcome failed(Operation operation, RuntimeException failure, boolean keepOpen) {
        String reason = Reason.of(failure, operation.details().secrets());
        journal.fail(operation, placeholder(reason), current -> because(current, reason), keepOpen);
        return outcome(Result.FAILED, reason);
    }

    private ProvisioningReport.Outcome unknown(Operation operation, RuntimeException failure) {
        String reason = Reason.of(failure, operation.details().secrets());
        boolean repeatable = opened.provider().capabilities().creation() != Capabilities.Creation.UNREPEATABLE;
        String told = repeatable
                ? "outcome unknown, the next run looks first: " + reason
                : "indeterminate, a person has to look upstream: " + reason;
        journal.fail(
                operation,
                placeholder(told),
                current -> because(repeatable ? current : current.in(Operation.State.INDETERMINATE), reason),
                true);
        return outcome(repeatable ? Result.FAILED : Result.INDETERMINATE, told);
    }

    private static Operation because(Operation operation, String reason) {
        return operation.tried(operation.details().attempts().because(reason));
    }

    private AgentCredential credential(Issued issued, Optional<Operation> operation) {
        Metadata metadata = issued.metadata();
        if (operation.isPresent()) {
            metadata = metadata.with(TAG, operation.get().details().tag().text());
        }
        if (issued.standing() == Issued.Standing.NEEDS_PERSON
                && !issued.detail().isEmpty()) {
            metadata = metadata.with(ManualSteps.NEXT_STEP, issued.detail());
        }
        return new AgentCredential(
                issuance.category(),
                issuance.service(),
                issued.name(),
                Origin.OPERATOR_PROVIDED,
                issued.items(),
                metadata,
                status(issued),
                operation.isPresent());
    }

    private AgentCredential placeholder(String reason) {
        return new AgentCredential(
                issuance.category(),
                issuance.service(),
                CredentialLabels.of(issuance.category()),
                Origin.OPERATOR_PROVIDED,
                List.of(),
                Metadata.empty(),
                new CredentialStatus.Failed(reason),
                true);
    }

    private static CredentialStatus status(Issued issued) {
        return switch (issued.standing()) {
            case CREATED -> CredentialStatus.Settled.PROVISIONED;
            case FOUND, SUPPLIED -> CredentialStatus.Settled.EXISTING;
            case NEEDS_PERSON -> CredentialStatus.Settled.PENDING_MANUAL;
        };
    }

    private static Result result(Issued issued) {
        return switch (issued.standing()) {
            case CREATED -> Result.PROVISIONED;
            case FOUND, SUPPLIED -> Result.EXISTING;
            case NEEDS_PERSON -> Result.PENDING_MANUAL;
        };
    }

    private ProvisioningReport.Outcome outcome(Result result, String detail) {
        return new ProvisioningReport.Outcome(issuance.category(), issuance.service(), result, detail);
    }
}
