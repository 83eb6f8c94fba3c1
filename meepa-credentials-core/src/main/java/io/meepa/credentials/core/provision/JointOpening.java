package io.meepa.credentials.core.provision;

import io.meepa.credentials.core.operation.Flight;
import io.meepa.credentials.core.operation.RecordedCall;
import io.meepa.credentials.core.operation.Slot;
import io.meepa.credentials.report.ProvisioningReport.Outcome;
import io.meepa.credentials.spi.call.Issued;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Makes the intents of all that one run creates anew durable in one write, once each begin is on record. Each begins in the
 * thread in which it will call and end, and waits there for the write: so none of the calls waits for a thread once its
 * intent is on record.
 *
 * <p>A crash before the calls leaves all these intents. What can neither be repeated nor found does not belong here: it would
 * be indeterminate though nothing was called.
 */
final class JointOpening implements AutoCloseable {

    private final Flight flight;
    private final List<CompletableFuture<Optional<RecordedCall.Planned<Issued, Outcome>>>> begun = new ArrayList<>();
    private final CompletableFuture<Boolean> settled = new CompletableFuture<>();

    JointOpening(Flight flight) {
        this.flight = flight;
    }

    /** Adds a category. What is returned begins, waits for the write, calls and ends; it needs a thread of its own. */
    Supplier<Outcome> with(Supplier<CategoryRun> begin, Slot planned) {
        CompletableFuture<Optional<RecordedCall.Planned<Issued, Outcome>>> beginning = new CompletableFuture<>();
        begun.add(beginning);
        return () -> {
            try {
                CategoryRun run = begin.get();
                RecordedCall.Planned<Issued, Outcome> call = run.call().plannedFrom(planned);
                beginning.complete(Optional.of(call).filter(opened -> run.begun()));
                settled.join();
                return run.end(call::make);
            } finally {
                beginning.complete(Optional.empty()); // If it failed before, the others do not wait for it.
            }
        };
    }

    /** Waits until all that was added has begun, and writes. */
    void open() {
        RecordedCall.openAll(
                flight,
                begun.stream()
                        .map(CompletableFuture::join)
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** Lets all go on; what is not open by then is not called. */
    @Override
    public void close() {
        settled.complete(true);
    }
}
