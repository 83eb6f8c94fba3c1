package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.provider.Capabilities.Creation;
import io.meepa.credentials.spi.provider.Capabilities.SecretVisibility;
import io.meepa.credentials.testkit.provider.Denial;
import io.meepa.credentials.testkit.provider.Disturbance;
import io.meepa.credentials.testkit.provider.Upstream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A service in memory: boxes, which bear a tag, and their keys. Each call has to be made with an operator's key, of which
 * there are two, for an account each. What it allows is chosen when it is created; it can be made to fail and to deny what
 * is there. Thread-safe.
 */
public final class FakeKeyService implements Upstream {

    /** The environment variable that the provider reads the operator's key from unless its setting names another. */
    public static final String VARIABLE = "FAKE_KEY";

    private static final Secret OPERATOR = Secret.of("operator-canary-51d7");
    private static final Secret OTHER_OPERATOR = Secret.of("other-operator-canary-8e02");

    private final Creation creation;
    private final SecretVisibility secrets;
    private final KeyState state = new KeyState();
    private int calls;
    private @Nullable Disturbance disturbance;
    private int untilDisturbed;
    private @Nullable Denial denial;
    private int untilDenied;
    private volatile Runnable step = () -> {};

    private FakeKeyService(Creation creation, SecretVisibility secrets) {
        this.creation = creation;
        this.secrets = secrets;
    }

    /**
     * Creates a service that shows each key once.
     *
     * @param creation whether a box is created once for a tag, or can be found by its tag, or neither
     * @return the service, which holds nothing
     * @throws IllegalArgumentException if it is {@link Creation#LOCAL}: then there is no service
     */
    public static FakeKeyService of(Creation creation) {
        if (creation == Creation.LOCAL) {
            throw new IllegalArgumentException("a local provider has no service");
        }
        return new FakeKeyService(creation, SecretVisibility.SHOWN_ONCE);
    }

    /**
     * Creates a service that shows keys as often as they are read.
     *
     * @param creation as in {@link #of}
     * @return the service, which holds nothing
     */
    public static FakeKeyService retrievable(Creation creation) {
        return new FakeKeyService(of(creation).creation, SecretVisibility.RETRIEVABLE);
    }

    /**
     * Returns the environment in which the provider finds its operator's key.
     *
     * @return values by name
     */
    public Map<String, String> environment() {
        return Map.of(VARIABLE, OPERATOR.reveal());
    }

    /**
     * Runs something before and after each call that changes something, in the caller's thread. What it throws reaches the
     * caller of the provider as it is.
     *
     * @param newStep what to run
     */
    public void onChange(Runnable newStep) {
        step = newStep;
    }

    /**
     * Says whether keys that are made from now on are accepted when they are used.
     *
     * @param work whether they are
     */
    public synchronized void newKeysWork(boolean work) {
        state.newKeysWork(work);
    }

    /**
     * Says when keys that are made from now on end by themselves. The service only says so: {@link #dropKeys} ends them.
     *
     * @param end when, or empty for keys without an end
     */
    public synchronized void newKeysEnd(Optional<Instant> end) {
        state.newKeysEnd(end);
    }

    /** Drops all keys, as a service does with keys that have ended. */
    public synchronized void dropKeys() {
        state.dropKeys();
    }

    /**
     * Returns whether the service accepts a key.
     *
     * @param key the key's value
     * @return whether it does
     */
    public synchronized boolean accepts(Secret key) {
        return state.accepts(key);
    }

    /**
     * Returns everything alive that a provider made.
     *
     * @return boxes first, then keys, each in the order in which they were made
     */
    public synchronized List<FakeResource> resources() {
        return state.resources();
    }

    /**
     * Returns the keys that are alive.
     *
     * @return the keys, in the order in which they were made
     */
    public List<FakeResource> keys() {
        return resources().stream()
                .filter(resource -> resource.kind().equals(FakeResource.KEY))
                .toList();
    }

    /**
     * Returns how many keys were alive at once at most.
     *
     * @return how many
     */
    public synchronized int mostKeys() {
        return state.mostKeys();
    }

    @Override
    public int live(String tag) {
        return (int) resources().stream()
                .filter(resource -> resource.tag().equals(tag))
                .count();
    }

    @Override
    public synchronized int calls() {
        return calls;
    }

    @Override
    public synchronized void disturb(Disturbance next, int nth) {
        disturbance = next;
        untilDisturbed = nth;
    }

    @Override
    public synchronized boolean deny(Denial lie, int nth) {
        denial = lie;
        untilDenied = nth;
        return true;
    }

    @Override
    public synchronized void calm() {
        disturbance = null;
        denial = null;
    }

    @Override
    public List<Secret> secrets() {
        return List.of(OPERATOR);
    }

    @Override
    public synchronized boolean occupy(String tag) {
        state.create(tag, KeyState.STRANGER);
        return true;
    }

    @Override
    public synchronized int untouched() {
        return state.untouched();
    }

    @Override
    public synchronized boolean drift(String tag) {
        state.drift(tag);
        return true;
    }

    @Override
    public Map<String, String> otherAccount() {
        return Map.of(VARIABLE, OTHER_OPERATOR.reveal());
    }

    Creation creation() {
        return creation;
    }

    SecretVisibility visibility() {
        return secrets;
    }

    /** Returns a client that makes its calls with an operator's key, which it reads at each call. */
    KeyClient client(SecretSource operatorKey) {
        return new KeyClient() {

            @Override
            public <T> T send(KeyRequest<T> request) {
                try (Secret key = operatorKey.read()) {
                    return answer(request, key);
                }
            }
        };
    }

    private <T> T answer(KeyRequest<T> request, Secret key) {
        Optional<Disturbance> now = arrived();
        if (now.filter(FakeKeyService::hasNoEffect).isPresent()) {
            throw failure(now.get(), key);
        }
        T answer = request.changes() ? stepped(request, key) : carriedOut(request, key);
        if (now.isPresent()) {
            throw failure(now.get(), key);
        }
        return answer;
    }

    private <T> T stepped(KeyRequest<T> request, Secret key) {
        step.run();
        T answer = carriedOut(request, key);
        step.run();
        return answer;
    }

    private synchronized <T> T carriedOut(KeyRequest<T> request, Secret key) {
        if (denied(request)) {
            return request.nothing().orElseThrow();
        }
        return request.effect().apply(new KeyRequest.Account(account(key), state, creation == Creation.IDEMPOTENT));
    }

    private synchronized Optional<Disturbance> arrived() {
        calls++;
        return disturbance != null && --untilDisturbed == 0 ? Optional.of(disturbance) : Optional.empty();
    }

    private boolean denied(KeyRequest<?> request) {
        return denial != null && request.denial().equals(Optional.of(denial)) && --untilDenied == 0;
    }

    private static boolean hasNoEffect(Disturbance disturbance) {
        return disturbance != Disturbance.ANSWER_LOST && disturbance != Disturbance.FAILED;
    }

    private static String account(Secret key) {
        if (key.matches(OPERATOR)) {
            return "us";
        }
        if (key.matches(OTHER_OPERATOR)) {
            return "others";
        }
        throw new ServiceFailure(Disturbance.REFUSED, "no such operator");
    }

    private static ServiceFailure failure(Disturbance kind, Secret key) {
        return new ServiceFailure(kind, kind == Disturbance.SECRET_ECHOED ? "failed for " + key.reveal() : "failed");
    }
}
