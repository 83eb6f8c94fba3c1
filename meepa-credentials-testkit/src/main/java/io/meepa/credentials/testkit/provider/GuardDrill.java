package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.spi.LockLostException;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.testkit.check.ContractAssert;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntSupplier;

/** Takes the run's lock away before each call in turn, retries included: nothing more may be sent. */
final class GuardDrill {

    private final ProviderDrill drill;
    private final Upstream upstream;

    GuardDrill(ProviderDrill drill, Upstream upstream) {
        this.drill = drill;
        this.upstream = upstream;
    }

    void issue() {
        requireAsked(upstream, "issuing", () -> {
            Slot slot = drill.slot();
            return guard -> drill.issuer().issue(slot.first().guardedBy(guard));
        });
    }

    void inspect() {
        requireAsked(upstream, "verifying", () -> {
            IssuedCredential held = drill.held();
            return guard ->
                    drill.issuer().verify(held.credential(), held.slot().first().guardedBy(guard));
        });
        requireAsked(upstream, "repairing", () -> {
            IssuedCredential held = drill.held();
            upstream.drift(held.slot().tag().text());
            return guard ->
                    drill.issuer().repair(held.credential(), held.slot().first().guardedBy(guard));
        });
    }

    void revoke() {
        requireAsked(upstream, "revoking", () -> {
            IssuedCredential held = drill.held();
            return guard -> drill.issuer().revoke(held.revoke(List.of()).guardedBy(guard));
        });
    }

    void suspend(SuspensionDrill suspension) {
        requireAsked(upstream, "switching off", () -> {
            IssuedCredential held = drill.held();
            return guard -> suspension.suspend(held, guard);
        });
        requireAsked(upstream, "switching on", () -> {
            IssuedCredential held = suspension.switchedOff();
            return guard -> suspension.resume(held, guard);
        });
    }

    void rotate(RotationDrill rotation) {
        requireAsked(upstream, "renewing", () -> {
            RotationDrill.Turn turn = rotation.turn();
            return guard -> rotation.rotation()
                    .renew(turn.held().credential(), turn.first().guardedBy(guard));
        });
        requireAsked(upstream, "trying a new secret", () -> {
            IssuedCredential held = drill.held();
            return guard -> rotation.rotation().works(held.credential(), guard);
        });
        requireAsked(upstream, "retiring", () -> {
            RotationDrill.Turn turn = rotation.turn();
            var renewed = rotation.rotation().renew(turn.held().credential(), turn.first());
            return guard -> rotation.rotation()
                    .retire(turn.held().revoke(renewed.replaced()).guardedBy(guard));
        });
    }

    /** Prepares the same run anew for each call at which the lock is lost. */
    static void requireAsked(Upstream upstream, String what, Preparation preparation) {
        Run clean = preparation.prepared();
        Course course = new Course(upstream);
        clean.carryOut(course);
        course.note();
        int calls = course.calls();
        int all = course.changes();
        for (int changes = 0; changes < all; changes++) {
            requireStopped(upstream, what, preparation.prepared(), changes);
        }
        if (upstream.disturbances().contains(Disturbance.UNREACHABLE)) {
            for (int nth = 1; nth <= calls; nth++) {
                requireNoRetry(upstream, what, preparation.prepared(), nth, course.changesUpTo(nth));
            }
        }
    }

    private static void requireStopped(Upstream upstream, String what, Run run, int changes) {
        LostLock guard = new LostLock(upstream::changes, changes);
        Course course = new Course(upstream);
        Optional<RuntimeException> error = outcome(run, guard);
        ContractAssert.require(
                course.changes() <= changes,
                "R3: " + what + ", it made call " + (changes + 1)
                        + " without asking whether the lock is still held: ask"
                        + " the guard of the request before each call");
        ContractAssert.require(
                !guard.refused
                        || error.filter(LockLostException.class::isInstance).isPresent(),
                "R3: " + what + ", the lock was lost and it "
                        + error.map(e -> "threw " + e.getClass().getSimpleName())
                                .orElse("went on to success")
                        + ": let the guard's error pass");
    }

    private static void requireNoRetry(Upstream upstream, String what, Run run, int nth, int changes) {
        LostLock guard = new LostLock(upstream::calls, nth);
        Course course = new Course(upstream);
        upstream.disturb(Disturbance.UNREACHABLE, nth);
        outcome(run, guard);
        upstream.calm();
        ContractAssert.require(
                course.changes() <= changes,
                "R3: " + what + ", it sent call " + nth + " again without asking whether the lock is still held: ask"
                        + " the guard of the request before each retry, too");
    }

    private static Optional<RuntimeException> outcome(Run run, CallGuard guard) {
        try {
            run.carryOut(guard);
            return Optional.empty();
        } catch (CredentialException e) {
            return Optional.of(e);
        }
    }

    /** Makes what a run needs, and returns the run. */
    interface Preparation {

        Run prepared();
    }

    /** One call of the provider's contract. */
    interface Run {

        void carryOut(CallGuard guard);
    }

    /** Lets every call pass, and notes how many calls had been made at each question, and how many of them were changes. */
    private static final class Course implements CallGuard {

        private final Upstream upstream;
        private final int firstCall;
        private final int firstChange;
        private final NavigableMap<Integer, Integer> changes = new ConcurrentSkipListMap<>();

        Course(Upstream upstream) {
            this.upstream = upstream;
            this.firstCall = upstream.calls();
            this.firstChange = upstream.changes();
        }

        @Override
        public void check(Duration longestCall) {
            note();
        }

        void note() {
            changes.put(calls(), changes());
        }

        int calls() {
            return upstream.calls() - firstCall;
        }

        int changes() {
            return upstream.changes() - firstChange;
        }

        /** Returns how many of the first calls were changes: it was noted before the next one, or at the end. */
        int changesUpTo(int nth) {
            return Objects.requireNonNull(changes.ceilingEntry(nth)).getValue();
        }
    }

    /** Says that the lock is lost once so many calls were made. */
    private static final class LostLock implements CallGuard {

        private final IntSupplier count;
        private final int start;
        private final int allowed;
        private volatile boolean refused;

        LostLock(IntSupplier count, int allowed) {
            this.count = count;
            this.start = count.getAsInt();
            this.allowed = allowed;
        }

        @Override
        public void check(Duration longestCall) {
            if (count.getAsInt() - start >= allowed) {
                refused = true;
                throw new LockLostException("the lock is lost, in a test");
            }
        }
    }
}
