package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.spi.call.CallGuard;
import io.meepa.credentials.spi.call.Checkpoint;
import io.meepa.credentials.spi.call.IssueRequest;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests with a checkpoint, a tag or a guard that stands for a bug. */
final class SeededIssueRequests {

    private final FakeKeyBug bug;
    private final Exchanger<String> meeting = new Exchanger<>();
    private final Thread opener = Thread.currentThread();
    private volatile Tag shared = new Tag("none");

    SeededIssueRequests(FakeKeyBug bug) {
        this.bug = bug;
    }

    IssueRequest seeded(IssueRequest request) {
        IssueRequest seeded = IssueRequest.of(
                        request.agent(), request.category(), request.service(), tag(request), checkpoint(request))
                .withProfile(request.profile())
                .guardedBy(guard(request.guard()));
        return request.resumption().map(seeded::resuming).orElse(seeded);
    }

    CallGuard guard(CallGuard guard) {
        if (bug != FakeKeyBug.ASKS_ONCE) {
            return guard;
        }
        return new CallGuard() {

            private boolean asked;

            @Override
            public void check(Duration longestCall) {
                if (!asked) {
                    guard.check(longestCall);
                }
                asked = true;
            }
        };
    }

    private Checkpoint checkpoint(IssueRequest request) {
        Checkpoint checkpoint = request.checkpoint();
        return switch (bug) {
            case REPORTS_LATE -> new Late(checkpoint, new ArrayList<>());
            case CONTINUES_AFTER_CRASH -> Seeded.of(checkpoint, SeededIssueRequests::inSilence);
            case HIDES_SHOWN_ONCE_SECRET ->
                Seeded.of(checkpoint, (next, resource, secrets) -> next.reached(resource, Map.of()));
            default -> checkpoint;
        };
    }

    private static void inSilence(Checkpoint next, UpstreamResource resource, Map<String, Secret> secrets) {
        try {
            next.reached(resource, secrets);
        } catch (CredentialException e) {
            // The bug.
        }
    }

    /** With the bug, what one thread asks for another may overwrite: the meeting makes sure that it does. */
    private Tag tag(IssueRequest request) {
        if (bug != FakeKeyBug.SHARES_STATE) {
            return request.tag();
        }
        shared = request.tag();
        if (Thread.currentThread() == opener) {
            return shared; // Callers at once are threads of their own: nobody else will come.
        }
        try {
            meeting.exchange("", 200, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return shared; // There is no other holder.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return shared;
    }

    /** How one report is passed on. */
    private interface Report {

        void reached(Checkpoint next, UpstreamResource resource, Map<String, Secret> secrets);
    }

    private record Seeded(Checkpoint next, Report report) implements Checkpoint {

        static Checkpoint of(Checkpoint next, Report report) {
            return new Seeded(next, report);
        }

        @Override
        public void reached(UpstreamResource resource, Map<String, Secret> secrets) {
            report.reached(next, resource, secrets);
        }

        @Override
        public void gone(UpstreamResource resource, Evidence evidence) {
            next.gone(resource, evidence);
        }
    }

    /** Keeps each report back until the next one. */
    private record Late(Checkpoint next, List<Runnable> kept) implements Checkpoint {

        @Override
        public void reached(UpstreamResource resource, Map<String, Secret> secrets) {
            kept.forEach(Runnable::run);
            kept.clear();
            if (resource.kind().equals(FakeResource.BOX)) {
                kept.add(() -> next.reached(resource, secrets));
            } else {
                next.reached(resource, secrets);
            }
        }

        @Override
        public void gone(UpstreamResource resource, Evidence evidence) {
            next.gone(resource, evidence);
        }
    }
}
