package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.error.ProviderException;
import io.meepa.credentials.error.ProviderIndeterminateException;
import io.meepa.credentials.error.ProviderRejectedException;
import io.meepa.credentials.error.ProviderUnavailableException;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.call.Repetition;
import io.meepa.credentials.testkit.provider.Disturbance;
import io.meepa.credentials.testkit.provider.Upstream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A token server in memory: a refresh token buys one access token and the next refresh token. Unless the server repeats
 * itself, the refresh token is spent with that, and one that is sent again is refused and counted. Tokens are numbered in
 * the order in which they are made, access and refresh token of one answer alike. Thread-safe.
 */
public final class FakeTokenServer implements Upstream, TokenEndpoint {

    private static final String ACCESS = "access-canary-";
    private static final String REFRESH = "refresh-canary-";

    private final Set<Integer> good = new LinkedHashSet<>();
    private final Map<Integer, Integer> spent = new TreeMap<>();
    private int made;
    private int calls;
    private int reused;
    private @Nullable Disturbance disturbance;
    private int untilDisturbed;
    private volatile Repetition repetition = Repetition.ONE_TIME;
    private volatile Runnable before = () -> {};
    private volatile Runnable after = () -> {};

    /** Creates a server at which no person is signed in. */
    public FakeTokenServer() {}

    /**
     * Returns the text of an access token.
     *
     * @param number its number, from 0
     * @return the text
     */
    public static String accessToken(int number) {
        return ACCESS + number;
    }

    /**
     * Returns the text of a refresh token.
     *
     * @param number its number, from 0
     * @return the text
     */
    public static String refreshToken(int number) {
        return REFRESH + number;
    }

    /**
     * Signs a person in.
     *
     * @return the number of the tokens that the person got; the first is 0
     */
    public synchronized int signIn() {
        good.add(made);
        return made++;
    }

    /**
     * Returns the number of the tokens that were made last.
     *
     * @return the number, or -1 before a person signed in
     */
    public synchronized int latest() {
        return made - 1;
    }

    /**
     * Says which refresh tokens the server answers again, which is what the provider then promises. Where one can be repeated,
     * the same refresh token buys the same tokens each time.
     *
     * @param newRepetition whether and how long; {@link Repetition#ONE_TIME} without
     */
    public void repeats(Repetition newRepetition) {
        repetition = newRepetition;
    }

    /** {@inheritDoc} It is what {@link #repeats} said. */
    @Override
    public Repetition repetition() {
        return repetition;
    }

    /**
     * Runs something before each trade, in the caller's thread. What it throws reaches the caller as it is, and the trade has
     * no effect.
     *
     * @param step what to run
     */
    public void beforeTrade(Runnable step) {
        before = step;
    }

    /**
     * Runs something after each trade and before its answer, in the caller's thread. What it throws reaches the caller as it
     * is, and the trade has its effect.
     *
     * @param step what to run
     */
    public void afterTrade(Runnable step) {
        after = step;
    }

    /**
     * Returns whether a refresh token was spent.
     *
     * @param refreshToken the token
     * @return whether it was
     */
    public synchronized boolean isSpent(Secret refreshToken) {
        return number(refreshToken, REFRESH).filter(spent::containsKey).isPresent();
    }

    /**
     * Counts the refresh tokens that were sent though they were spent or never made.
     *
     * @return how many
     */
    public synchronized int reused() {
        return reused;
    }

    /**
     * Returns whether the server takes an access token.
     *
     * @param accessToken the token
     * @return whether it does
     */
    public synchronized boolean accepts(Secret accessToken) {
        return number(accessToken, ACCESS).filter(number -> number < made).isPresent();
    }

    @Override
    public FakeTokens trade(Secret refreshToken) {
        Optional<Disturbance> now = arrived();
        before.run();
        boolean effective = now.isEmpty() || now.get() == Disturbance.ANSWER_LOST || now.get() == Disturbance.FAILED;
        if (!effective) {
            throw failure(now.get());
        }
        int number = bought(refreshToken);
        after.run();
        if (now.isPresent()) {
            throw failure(now.get());
        }
        return new FakeTokens(Secret.of(accessToken(number)), Secret.of(refreshToken(number)));
    }

    @Override
    public int live(String tag) {
        return 0;
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
    public synchronized void calm() {
        disturbance = null;
    }

    @Override
    public synchronized List<Secret> secrets() {
        return good.stream().map(number -> Secret.of(refreshToken(number))).toList();
    }

    private synchronized Optional<Disturbance> arrived() {
        calls++;
        return disturbance != null && --untilDisturbed == 0 ? Optional.of(disturbance) : Optional.empty();
    }

    private synchronized int bought(Secret refreshToken) {
        Optional<Integer> sent = number(refreshToken, REFRESH);
        boolean again = repetition.kind() != Repetition.Kind.ONE_TIME;
        if (sent.isPresent() && good.remove(sent.get())) {
            int next = signIn();
            spent.put(sent.get(), next);
            return next;
        }
        Optional<Integer> repeated = again ? sent.map(spent::get) : Optional.empty();
        return repeated.orElseThrow(() -> {
            reused++;
            return new ProviderRejectedException("sessions: invalid_grant");
        });
    }

    private static Optional<Integer> number(Secret token, String prefix) {
        String text = token.reveal();
        return text.startsWith(prefix)
                ? Optional.of(Integer.valueOf(text.substring(prefix.length())))
                : Optional.empty();
    }

    private static ProviderException failure(Disturbance kind) {
        return switch (kind) {
            case UNREACHABLE -> new ProviderUnavailableException("sessions: the server cannot be reached");
            case REFUSED -> new ProviderRejectedException("sessions: the server refused");
            case ANSWER_LOST -> new ProviderIndeterminateException("sessions: the server did not answer");
            case FAILED, SECRET_ECHOED -> new ProviderIndeterminateException("sessions: the server failed");
        };
    }
}
