package io.meepa.examples.terminal.output;

import io.meepa.credentials.form.FormField;
import io.meepa.credentials.form.ManualStep;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.PendingOperation;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What has not ended. */
public final class PendingListing {

    private PendingListing() {}

    /**
     * Shows what has not ended.
     *
     * @param steps what waits for a person
     * @param operations what waits for a later run, or for a look
     * @return a row each
     */
    public static Listing of(List<ManualStep> steps, List<PendingOperation> operations) {
        Listing listing = new Listing("pending", "credential", "kind", "standing", "due", "detail", "operation");
        for (ManualStep step : steps) {
            listing.row(address(step.key()), "manual", "person", "", step.nextStep() + fields(step), "");
        }
        for (PendingOperation operation : operations) {
            listing.row(
                    address(operation.key()),
                    operation.kind().wireName(),
                    Views.lower(operation.standing()),
                    operation.due().map(Instant::toString).orElse(""),
                    operation.reason(),
                    operation.operation());
        }
        return listing;
    }

    private static String address(CredentialKey key) {
        return key.category() + "/" + key.service();
    }

    private static String fields(ManualStep step) {
        return step.form()
                .map(form -> form.fields().stream().map(FormField::name).collect(Collectors.joining(", ", " (", ")")))
                .orElse("");
    }
}
