package io.meepa.credentials.core.engine;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialItem;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.ProvisioningPlan;
import io.meepa.credentials.ProvisioningReport;
import io.meepa.credentials.core.document.Entry;
import io.meepa.credentials.spi.Issued;
import java.util.List;
import java.util.Optional;

/** Decides about credentials that have no upstream: their truth is the configuration, or a person. */
final class LocalRecord {

    private LocalRecord() {}

    static Decision decide(Issuance issuance, Optional<Entry> stored, Issued issued) {
        if (issued.standing() == Issued.Standing.SUPPLIED) {
            boolean same = stored.filter(entry -> sameItems(entry.credential(), issued))
                    .isPresent();
            return same
                    ? Decision.keep(issuance, "already there")
                    : Decision.act(issuance, ProvisioningPlan.Action.RECORD, issued.detail());
        }
        if (stored.filter(entry -> entry.credential().status().usable()).isPresent()) {
            return Decision.keep(issuance, "a person entered it");
        }
        return stored.isPresent()
                ? Decision.await(issuance, ProvisioningReport.Result.PENDING_MANUAL, issued.detail())
                : Decision.act(issuance, ProvisioningPlan.Action.RECORD, issued.detail());
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
