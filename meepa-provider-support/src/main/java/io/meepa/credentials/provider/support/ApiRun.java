package io.meepa.credentials.provider.support;

import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.provider.support.retry.RetryBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A piece of work at an upstream: the calls and waits of one issue, verify or revoke, with one deadline for all. */
public final class ApiRun {

    private final ApiClient client;
    private final RetryBudget budget;

    ApiRun(ApiClient client, RetryBudget budget) {
        this.client = client;
        this.budget = budget;
    }

    /**
     * Returns the time, for evidence of what was seen.
     *
     * @return now, by the provider's clock
     */
    public Instant now() {
        return client.context().clock().instant();
    }

    /**
     * Makes a call, with repeats where they are harmless.
     *
     * @param request the call
     * @return the upstream's definite answer
     * @throws ProviderUnavailableException if nothing was done, for a reason that may pass
     * @throws ProviderRejectedException if a part of the path is an id that no address can hold; nothing was sent
     * @throws io.meepa.credentials.error.ProviderIndeterminateException if nobody knows whether it was done
     * @throws io.meepa.credentials.error.ConfigurationException if the key is not there or the address is not allowed
     */
    public ApiAnswer send(ApiRequest request) {
        return with(request, Call::make);
    }

    /**
     * Makes one attempt of a call, and returns whatever was answered, for protocols whose answers are not always JSON.
     *
     * @param request the call
     * @return the answer, of any status; the caller closes it
     * @throws ProviderUnavailableException if nothing was sent, or the call only read
     * @throws ProviderRejectedException if a part of the path is an id that no address can hold; nothing was sent
     * @throws io.meepa.credentials.error.ProviderIndeterminateException if no whole answer came after it was begun
     * @throws io.meepa.credentials.error.ConfigurationException if the key is not there or the address is not allowed
     */
    public RawAnswer exchange(ApiRequest request) {
        return with(request, Call::exchange);
    }

    /**
     * Returns the run of another client of the same upstream, with this run's deadline and guard.
     *
     * @param other the client
     * @return the run
     */
    public ApiRun at(ApiClient other) {
        return other.within(budget);
    }

    /**
     * Waits, for an upstream that needs time to show what was done.
     *
     * @param duration how long
     * @return false, without waiting, if the deadline comes first
     * @throws ProviderUnavailableException if the thread was interrupted; its flag is set again
     */
    public boolean pause(Duration duration) {
        if (client.context().clock().instant().plus(duration).isAfter(budget.deadline())) {
            return false;
        }
        try {
            client.context().sleeper().sleep(duration);
            return true;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Waits for a turn among the runs of this process; the caller gives it back. */
    void acquire(Semaphore turn) {
        try {
            if (!turn.tryAcquire(Math.max(0, budget.left().toMillis()), TimeUnit.MILLISECONDS)) {
                throw new ProviderUnavailableException(
                        client.upstream() + ": no time is left, for others came first: try again later");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private <T> T with(ApiRequest request, Function<Call, T> work) {
        try (ApiEndpoint.Grant grant = client.endpoint().read()) {
            List<Secret> secrets = new ArrayList<>(request.hidden());
            request.key().ifPresent(secrets::add);
            request.authorization().ifPresent(secrets::add);
            grant.key().ifPresent(secrets::add);
            CallMessages messages = new CallMessages(client.upstream(), request.purpose(), Scrubber.of(secrets));
            if (!request.addressable()) {
                throw new ProviderRejectedException(messages.say(
                        "cannot be asked to", "its address would hold an empty id or one of dots; nothing was sent"));
            }
            return work.apply(new Call(client, request, grant, messages, budget));
        }
    }

    private ProviderUnavailableException interrupted() {
        Thread.currentThread().interrupt();
        return new ProviderUnavailableException(client.upstream() + ": interrupted while waiting");
    }
}
