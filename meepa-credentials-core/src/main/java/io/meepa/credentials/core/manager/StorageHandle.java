package io.meepa.credentials.core.manager;

import io.meepa.credentials.AgentStorage;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.migration.LegacyFile;
import io.meepa.credentials.core.migration.Migration;
import io.meepa.credentials.core.operation.AgentVault;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.own.OwnCredentials;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.report.RekeyReport;
import java.nio.file.Path;
import java.util.List;

/** Keeps one agent's document. */
record StorageHandle(EngineContext context, AgentChoice agent, AgentVault vault, OwnCredentials own)
        implements AgentStorage {

    @Override
    public RekeyReport rekeyPlan() {
        return vault.rekeyPlan();
    }

    @Override
    public RekeyReport rekey() {
        return context.events().around(agent.id(), Kind.REKEY, "document", vault::rekey);
    }

    @Override
    public List<CredentialSummary> importPlain(Path plainDocument) {
        return context.events().around(agent.id(), Kind.ADD, "import", () -> {
            List<AgentCredential> found = Migration.ofPlainDocument(
                            LegacyFile.at(plainDocument).read())
                    .credentials();
            vault.update(document -> own.takeOver(document, found));
            return found.stream().map(AgentCredential::summary).toList();
        });
    }
}
