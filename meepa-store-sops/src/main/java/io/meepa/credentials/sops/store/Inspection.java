package io.meepa.credentials.sops.store;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.sops.sealed.DocumentInspection;
import io.meepa.credentials.sops.sealed.DocumentPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds what is wrong with a home: first by the files alone, then, where they are sound, in the documents. Thread-safe.
 */
final class Inspection {

    private final FileInspection files;
    private final DocumentReader reader;
    private final DocumentInspection contents;

    Inspection(FileInspection files, DocumentReader reader, DocumentInspection contents) {
        this.files = files;
        this.reader = reader;
        this.contents = contents;
    }

    List<Finding> of(List<AgentId> agents) {
        List<Finding> found = new ArrayList<>(guarded(files::home, Optional.empty()));
        found.addAll(contents.configuration());
        if (!FileInspection.hasErrors(found)) {
            agents.forEach(agent -> found.addAll(agent(agent)));
        }
        return found;
    }

    private List<Finding> agent(AgentId agent) {
        List<Finding> found = new ArrayList<>(guarded(() -> files.agent(agent), Optional.of(agent)));
        if (!FileInspection.hasErrors(found)) {
            found.addAll(document(agent));
        }
        return found;
    }

    private List<Finding> document(AgentId agent) {
        DocumentPlace place = files.layout().place(agent);
        try {
            return reader.load(agent)
                    .map(snapshot -> contents.document(place, snapshot.verified()))
                    .orElse(List.of());
        } catch (CredentialException e) {
            // The next read of the document fails with this very error.
            return List.of();
        }
    }

    private List<Finding> guarded(Supplier<List<Finding>> look, Optional<AgentId> agent) {
        try {
            return look.get();
        } catch (CredentialException e) {
            Path path = agent.map(files.layout()::folder).orElse(files.layout().home());
            return List.of(new Finding(
                    FileFindingCode.UNREADABLE_PATH.code(),
                    FileFindingCode.UNREADABLE_PATH.severity(),
                    agent,
                    path.toString(),
                    String.valueOf(e.getMessage())));
        }
    }
}
