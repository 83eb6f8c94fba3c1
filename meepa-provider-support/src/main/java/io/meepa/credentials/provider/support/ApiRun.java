package io.meepa.credentials.provider.support;

import io.meepa.credentials.ProviderUnavailableException;
import io.meepa.credentials.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A piece of work at an upstream: the calls and waits of one issue, verify or revoke, with one deadline for all. */
public final class ApiRun {

    private final ApiClient client;
    private final Instant deadline;

    ApiRun(ApiClient client, Instant deadline) {
        this.client = client;
        this.deadline = deadline;
    }

    /**
     * Makes a call, with repeats where they are harmless.
     *
     * @param request the call
     * @return the upstream's definite answer
     * @throws ProviderUnavailableException if nothing was done, for a reason that may pass
     * @throws io.meepa.credentials.ProviderIndeterminateException if nobody knows whether it was done
     * @throws io.meepa.credentials.ConfigurationException if the key is not there or the address is not allowed
     */
    public ApiAnswer send(ApiRequest request) {
        try (Access.Grant grant = client.access().read()) {
            List<Secret> secrets = new ArrayList<>(request.hidden());
            request.key().ifPresent(secrets::add);
            grant.key().ifPresent(secrets::add);
            Wording wording = new Wording(client.upstream(), request.purpose(), Scrubber.of(secrets));
            return new Call(client, request, grant, wording, deadline).make();
        }
    }

    /**
     * Returns the run of another client of the same upstream, with this run's deadline.
     *
     * @param other the client
     * @return the run
     */
    public ApiRun at(ApiClient other) {
        return other.beginUntil(deadline);
    }

    /**
     * Waits, for an upstream that needs time to show what was done.
     *
     * @param duration how long
     * @return false, without waiting, if the deadline comes first
     * @throws ProviderUnavailableException if the thread was interrupted; its flag is set again
     */
    public boolean pause(Duration duration) {
        if (client.context().clock().instant().plus(duration).isAfter(deadline)) {
            return false;
        }
        try {
            client.context().sleeper().sleep(duration);
            return true;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Waits for a turn among the runs of this process, which the caller gives back. */
    void acquire(Semaphore turn) {
        Duration left = Duration.between(client.context().clock().instant(), deadline);
        try {
            if (!turn.tryAcquire(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS)) {
                throw new ProviderUnavailableException(
                        client.upstream() + ": no time is left, for others came first: try again later");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private ProviderUnavailableException interrupted() {
        Thread.currentThread().interrupt();
        return new ProviderUnavailableException(client.upstream() + ": interrupted while waiting");
    }
}
