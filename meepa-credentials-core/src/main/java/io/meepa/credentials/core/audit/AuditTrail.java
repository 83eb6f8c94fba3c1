package io.meepa.credentials.core.audit;

import io.meepa.credentials.AuditUnavailableException;
import io.meepa.credentials.core.config.AuditPolicy;
import io.meepa.credentials.core.files.OwnFiles;
import io.meepa.credentials.error.CredentialException;
import io.meepa.credentials.event.CredentialEvent;
import io.meepa.credentials.spi.Sleeper;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Records events durably. Thread-safe. Nothing is written before the first event.
 *
 * <p>A thread of its own writes: an interrupt of the acting thread would close the file in the middle of a record.
 */
public final class AuditTrail implements AutoCloseable {

    private final AuditPolicy policy;
    private final Appender appender;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "meepa-credentials-audit");
        thread.setDaemon(true);
        return thread;
    });

    private AuditTrail(AuditPolicy policy, Appender appender) {
        this.policy = policy;
        this.appender = appender;
    }

    /**
     * Creates a trail. Touches no file.
     *
     * @param policy how it is kept
     * @param key where its key comes from
     * @param sleeper waits for other processes
     * @return the trail
     */
    public static AuditTrail of(AuditPolicy policy, AuditKey key, Sleeper sleeper) {
        return of(policy, key, sleeper, Appender.Output.SYSTEM);
    }

    static AuditTrail of(AuditPolicy policy, AuditKey key, Sleeper sleeper, Appender.Output output) {
        return new AuditTrail(policy, new Appender(policy, key, sleeper, output));
    }

    /**
     * Returns whether what cannot be recorded beforehand must not happen.
     *
     * @return whether it must not
     */
    public boolean refusing() {
        return policy.refusing();
    }

    /**
     * Records an event; returns when it is on the disk.
     *
     * @param event the event
     * @param begun the number that the record of its beginning got, or 0
     * @return the record's number
     * @throws AuditUnavailableException if it could not be recorded, or it is unknown whether it will stay
     */
    public long record(CredentialEvent event, long begun) {
        AuditRecord entry = AuditRecord.of(event, begun);
        String what = "agent " + event.agent() + ": " + event.kind() + " " + event.phase();
        try {
            return settled(writer.submit((Callable<Long>) () -> appender.append(entry)));
        } catch (ExecutionException e) {
            throw unrecorded(what, Objects.requireNonNullElse(e.getCause(), e));
        } catch (RejectedExecutionException e) {
            throw unrecorded(what, e);
        }
    }

    private static long settled(Future<Long> record) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return record.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private AuditUnavailableException unrecorded(String what, Throwable cause) {
        String why = cause instanceof CredentialException known
                ? String.valueOf(known.getMessage())
                : cause instanceof IOException failure
                        ? OwnFiles.reason(failure) + ": " + failure.getMessage()
                        : cause.getClass().getSimpleName();
        return new AuditUnavailableException(
                what + " could not be recorded in the audit trail " + policy.folder() + " (" + why
                        + "): check that the disk is writable, has room and belongs to this user",
                cause);
    }

    /** Ends the writer once it has written what it was given. Idempotent. */
    @Override
    public void close() {
        writer.shutdown();
    }
}
