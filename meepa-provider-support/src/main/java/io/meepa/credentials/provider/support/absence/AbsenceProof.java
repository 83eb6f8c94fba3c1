package io.meepa.credentials.provider.support.absence;

import io.meepa.credentials.provider.support.ApiRun;
import io.meepa.credentials.report.Evidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Decides that a resource is gone. One look never does: an upstream may answer 404 or an empty listing for a moment, or for a
 * key of another account. A resource counts as gone only if it stays out of sight for a while, a second and different look
 * does not find it either, and the looks were at the account that made it. Anything less is a doubt, and a doubt changes
 * nothing.
 */
public final class AbsenceProof {

    /** When to look again, in parts of the whole time: soon, later, and at its end. */
    private static final int[] TENTHS = {1, 3, 6};

    private final ApiRun run;
    private final Duration steady;

    private AbsenceProof(ApiRun run, Duration steady) {
        this.run = run;
        this.steady = steady;
    }

    /**
     * Returns a proof that takes its time.
     *
     * @param run the piece of work that the looks belong to
     * @param steady how long the resource must stay out of sight
     * @return the proof
     */
    public static AbsenceProof of(ApiRun run, Duration steady) {
        return new AbsenceProof(run, steady);
    }

    /**
     * Looks for a resource until it is found or proved to be gone. A resource that is there costs one look.
     *
     * @param first the usual look, repeated until the time has passed
     * @param second a different look, for instance a listing where the first is a read
     * @param account whether both were at the account that made the resource; asked only if neither found it
     * @param <T> what a look finds
     * @return what was found, or the evidence, or the doubt
     * @throws io.meepa.credentials.error.ProviderException if a look failed
     */
    public <T> Sighting<T> seek(Look<T> first, Look<T> second, Supplier<AccountCheck> account) {
        List<Evidence.Look> looks = new ArrayList<>();
        Optional<T> found = look(first, looks);
        for (int part = 0; found.isEmpty() && part < TENTHS.length; part++) {
            if (!run.pause(steady.multipliedBy(TENTHS[part]).dividedBy(10))) {
                return Sighting.doubt(first.what() + " found nothing, and no time is left to look again");
            }
            found = look(first, looks);
        }
        found = found.or(() -> look(second, looks));
        if (found.isPresent()) {
            return Sighting.found(found.get());
        }
        return account.get().judge(Evidence.of(looks));
    }

    private <T> Optional<T> look(Look<T> look, List<Evidence.Look> looks) {
        Optional<T> found = look.ask().get();
        looks.add(new Evidence.Look(Evidence.Kind.ABSENT, run.now(), look.what() + ": not there"));
        return found;
    }

    /**
     * A way to look for a resource.
     *
     * @param what what is asked, for people, for instance {@code show the inbox}
     * @param ask asks the upstream
     * @param <T> what it finds
     */
    public record Look<T>(String what, Supplier<Optional<T>> ask) {}
}
