package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.testkit.fake.KeyRequest.What;
import io.meepa.credentials.testkit.fake.KeyState.Box;
import io.meepa.credentials.testkit.provider.Disturbance;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Bugs that lie in how the service is called, and in how its failures are read. */
record SeededKeyClient(KeyClient client, FakeKeyBug bug, AtomicInteger listings) implements KeyClient {

    static KeyClient of(KeyClient client, FakeKeyBug bug) {
        return new SeededKeyClient(client, bug, new AtomicInteger());
    }

    @Override
    public <T> T send(KeyRequest<T> request) {
        if (skipped().contains(request.what()) || again(request)) {
            return request.nothing().orElseThrow();
        }
        try {
            return client.send(bug == FakeKeyBug.ADOPTS_STRANGERS ? adopting(request) : request);
        } catch (ServiceFailure e) {
            if (bug == FakeKeyBug.RETRIES_WITHOUT_ASKING && e.kind() == Disturbance.UNREACHABLE) {
                return client.send(request);
            }
            throw new ServiceFailure(read(e.kind()), String.valueOf(e.getMessage()));
        }
    }

    /** Calls that it should make and does not. */
    private Set<What> skipped() {
        return switch (bug) {
            case FORGETS_TO_LOOK -> Set.of(What.FIND_BOX, What.LIST_KEYS);
            case BELIEVES_ONE_READ -> Set.of(What.LIST_BOXES);
            case BELIEVES_ONE_LISTING -> Set.of(What.READ_BOX);
            default -> Set.of();
        };
    }

    private boolean again(KeyRequest<?> request) {
        return bug == FakeKeyBug.RESUMES_ON_ONE_LISTING
                && request.what() == What.LIST_KEYS
                && listings.incrementAndGet() > 1;
    }

    private Disturbance read(Disturbance kind) {
        return switch (bug) {
            case CALLS_UNKNOWN_REFUSED -> kind == Disturbance.ANSWER_LOST ? Disturbance.REFUSED : kind;
            case CALLS_FAILURE_REFUSED -> kind == Disturbance.FAILED ? Disturbance.REFUSED : kind;
            case CALLS_REFUSAL_UNKNOWN -> kind == Disturbance.REFUSED ? Disturbance.ANSWER_LOST : kind;
            default -> kind;
        };
    }

    /** Takes the owner of a box that bears the tag for us. */
    @SuppressWarnings("unchecked")
    private static <T> KeyRequest<T> adopting(KeyRequest<T> request) {
        if (request.what() != What.FIND_BOX) {
            return request;
        }
        return new KeyRequest<>(
                request.what(),
                account -> (T) ((Optional<Box>) request.effect().apply(account))
                        .map(box -> new Box(box.id(), box.tag(), account.name(), box.on(), box.tidy())),
                request.nothing());
    }
}
