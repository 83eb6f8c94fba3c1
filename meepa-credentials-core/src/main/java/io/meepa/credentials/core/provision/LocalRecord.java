package io.meepa.credentials.core.provision;

import io.meepa.credentials.core.document.StoredCredential;
import io.meepa.credentials.core.operation.ProviderBinding;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialItem;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.report.ProvisioningPlan;
import io.meepa.credentials.report.ProvisioningReport;
import io.meepa.credentials.spi.call.Issued;
import java.util.List;
import java.util.Optional;

/** Decides about credentials that have no upstream: their truth is the configuration, or a person. */
final class LocalRecord {

    private LocalRecord() {}

    static Decision decide(ProviderBinding binding, Optional<StoredCredential> stored, Issued issued) {
        if (issued.standing() == Issued.Standing.SUPPLIED) {
            boolean same = stored.filter(entry -> sameItems(entry.credential(), issued))
                    .isPresent();
            return same
                    ? Decision.keep(binding, "already there")
                    : Decision.act(binding, ProvisioningPlan.Action.RECORD, issued.detail());
        }
        if (stored.filter(entry -> entry.credential().status().usable()).isPresent()) {
            return Decision.keep(binding, "a person entered it");
        }
        return stored.isPresent()
                ? Decision.await(binding, ProvisioningReport.Result.PENDING_MANUAL, issued.detail())
                : Decision.act(binding, ProvisioningPlan.Action.RECORD, issued.detail());
    }

    private static boolean sameItems(AgentCredential credential, Issued issued) {
        List<CredentialItem> mine = credential.items();
        List<CredentialItem> theirs = issued.items();
        if (credential.status() != CredentialStatus.Settled.EXISTING || mine.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < mine.size(); i++) {
            if (!mine.get(i).key().equals(theirs.get(i).key())
                    || !mine.get(i).value().matches(theirs.get(i).value())) {
                return false;
            }
        }
        return true;
    }
}
