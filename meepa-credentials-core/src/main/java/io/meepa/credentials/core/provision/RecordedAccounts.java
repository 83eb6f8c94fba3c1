package io.meepa.credentials.core.provision;

import io.meepa.credentials.core.document.AgentDocument;
import io.meepa.credentials.core.document.Operation;
import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.MetadataKeys;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.provider.AccountLookup;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The upstream accounts that an agent has resources on, at one service. Another account's key must not make a second one
 * there while the first one lives here.
 *
 * @param agent the agent
 * @param binding the service
 */
record RecordedAccounts(AgentId agent, ProviderBinding binding) {

    /** Refuses if the configured key is another account's. Nothing on record costs no call. */
    void requireSame(AgentDocument document, CallGuard guard) {
        Optional<AccountLookup> lookup = binding.opened().orElseThrow().issuer().account();
        if (lookup.isEmpty()) {
            return;
        }
        if (doubtful(document).isPresent()) {
            throw new ProviderRejectedException("agent " + agent + " has a queued revocation of "
                    + doubtful(document).get().key()
                    + " on an account that is not on record, so another one is not made beside it: reconcile with the key"
                    + " that made it, or, if a person saw that it is gone, forget the operation");
        }
        if (accounts(document).findAny().isEmpty()) {
            return;
        }
        String asked = lookup.get().account(guard);
        accounts(document).filter(account -> !account.equals(asked)).findFirst().ifPresent(made -> {
            throw new ProviderRejectedException("agent " + agent + " has a resource at " + binding.service()
                    + " on account " + made + ", and the configured key belongs to account " + asked
                    + ": configure the key of " + made + ", or, if a person saw that it is gone there, forget it");
        });
    }

    private Stream<String> accounts(AgentDocument document) {
        Stream<String> entries = document.entries().stream()
                .map(StoredCredential::credential)
                .filter(AgentCredential::managed)
                .filter(credential -> credential.service().equals(binding.service()))
                .flatMap(credential -> credential.metadata().text(MetadataKeys.ACCOUNT).stream());
        Stream<String> operations = operations(document)
                .flatMap(operation -> operation.details().metadata().text(MetadataKeys.ACCOUNT).stream());
        return Stream.concat(entries, operations);
    }

    /** Before accounts were recorded, none was: what is alive may be on any. */
    private Optional<Operation> doubtful(AgentDocument document) {
        return operations(document)
                .filter(operation -> operation.kind() == PendingOperation.Kind.REVOKE
                        && operation.state() == Operation.State.OPEN
                        && operation.category().equals(binding.category())
                        && !operation.details().items().isEmpty()
                        && operation
                                .details()
                                .metadata()
                                .text(MetadataKeys.ACCOUNT)
                                .isEmpty())
                .findFirst();
    }

    private Stream<Operation> operations(AgentDocument document) {
        return document.operations().stream()
                .filter(operation -> operation.service().equals(binding.service()));
    }
}
