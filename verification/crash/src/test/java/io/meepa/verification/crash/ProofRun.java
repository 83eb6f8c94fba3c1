package io.meepa.verification.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Homes, children and recoveries of one proof, over one upstream. */
final class ProofRun implements AutoCloseable {

    /** Children that start while another dies keep two processors busy. */
    private static final int AT_ONCE = Integer.getInteger("proof.at.once", 3);

    private static final int MOST_TRIES = 5;

    final Upstream upstream;
    private final Path folder;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final AtomicInteger homes = new AtomicInteger();

    ProofRun(Path folder) throws IOException {
        this.folder = folder;
        this.upstream = Upstream.start();
    }

    /** A home that nobody used yet. */
    Situation situation(Situation.UpstreamClass kind) {
        String name = "p" + homes.incrementAndGet();
        return new Situation(folder.resolve(name), name, upstream.port(), kind, Situation.Keeping.WHOLE);
    }

    Account account(Situation situation) {
        return upstream.account(situation.namespace());
    }

    /** Every system call that a task makes. */
    List<Strace.Point> observe(ChildTask task, Situation situation) throws IOException, InterruptedException {
        try (Child child = Child.run(task, situation)) {
            return Strace.observe(child, child.awaitReady(), folder.resolve(situation.namespace() + ".strace"));
        }
    }

    /**
     * Flies in a new process that is killed at a system call. One that did not come to the call this time, because a thread
     * read in fewer pieces or waited less often, ended well; then another one starts, in a home of its own.
     */
    Attempt killedAt(ChildTask task, Callable<Situation> homes, Strace.Point point) throws Exception {
        Attempt attempt = flownTo(task, homes.call(), point);
        for (int tries = 1; !attempt.killed() && tries < MOST_TRIES; tries++) {
            attempt = flownTo(task, homes.call(), point);
        }
        return attempt;
    }

    private Attempt flownTo(ChildTask task, Situation situation, Strace.Point point)
            throws IOException, InterruptedException {
        try (Child child = Child.run(task, situation)) {
            String end = Strace.killAt(child, child.awaitReady(), point);
            return attempt(situation, point.call(), end);
        }
    }

    /** Flies in a new process that is killed while the upstream holds it at a point. */
    Attempt killedAt(ChildTask task, Situation situation, String point) throws IOException, InterruptedException {
        Account account = account(situation);
        try (Child child = Child.run(task, situation)) {
            child.awaitReady();
            CallBarrier barrier = account.holdAt(CallBarrier.at(point));
            child.go();
            barrier.awaitReached();
            child.kill();
            String end = child.end();
            account.letGo();
            return attempt(situation, point, end);
        }
    }

    private Attempt attempt(Situation situation, String point, String end) {
        Account account = account(situation);
        int made = account.made(OneStepProvider.THING)
                + account.made(OneStepProvider.OTHER)
                + BoxProvider.KINDS.stream().mapToInt(account::made).sum();
        List<String> keys =
                account.live("key").stream().map(Account.Thing::secret).toList();
        return new Attempt(situation, point, end, made, keys);
    }

    /** Does all, a few at once. */
    <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> result : threads.invokeAll(tasks)) {
            results.add(result.get());
        }
        return results;
    }

    /** One run in a fresh process for each; it opens each home for the first time. */
    List<Recovery> recover(ChildTask task, List<Attempt> attempts) throws IOException, InterruptedException {
        List<Recovery> recoveries = new ArrayList<>();
        try (Child child = Child.recover(task)) {
            for (Attempt attempt : attempts) {
                child.say(String.join(
                        " ",
                        attempt.situation().keeping(Situation.Keeping.WHOLE).arguments()));
                recoveries.add(Recovery.parse(child.line().orElseThrow()));
            }
            child.sayNoMore();
            child.end();
        }
        return recoveries;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        upstream.close();
    }
}
