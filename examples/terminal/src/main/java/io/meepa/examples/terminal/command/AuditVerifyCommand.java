package io.meepa.examples.terminal.command;

import static java.util.Objects.requireNonNull;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.report.AuditReport;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.Listing;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Verifies the audit trail. Needs its key, and no agent. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  credentials audit verify --json"},
        description =
                "Reports at which record the trail was edited, and what is missing. Ends with 1 if anything is wrong.")
final class AuditVerifyCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable AuditCommand audit;

    @Override
    public Integer call() {
        Credentials root = requireNonNull(audit, "picocli sets the parent").root();
        return root.manage(manager -> verify(root, manager));
    }

    private static int verify(Credentials root, CredentialManager manager) {
        AuditReport report = manager.verifyAudit();
        Listing listing = new Listing("findings", "record", "finding", "file", "message")
                .fact("sound", report.ok())
                .fact("first record", report.first())
                .fact("last record", report.last())
                .fact("interrupted", report.interrupted());
        report.findings()
                .forEach(finding -> listing.row(
                        Long.toString(finding.record()),
                        finding.problem().toString(),
                        finding.file(),
                        finding.message()));
        root.print(listing);
        return report.ok() ? ExitCode.OK : ExitCode.FAILED;
    }
}
