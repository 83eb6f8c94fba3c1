package io.meepa.credentials.testkit.provider;

import io.meepa.credentials.model.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A small service: accounts, and keys that are shown once. Thread-safe. */
final class FakeKeyService implements Upstream {

    static final Secret OPERATOR = Secret.of("operator-canary-51d7");
    static final Secret OTHER_OPERATOR = Secret.of("other-operator-canary-8e02");
    static final String US = "us";

    private final boolean keyed;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final List<Object> lost = new ArrayList<>();
    private int calls;
    private int ids;
    private @Nullable Denial denial;
    private int reads;
    private int countdown;
    private Optional<Disturbance> pending = Optional.empty();

    FakeKeyService() {
        this(true);
    }

    private FakeKeyService(boolean keyed) {
        this.keyed = keyed;
    }

    /** Creates a service that asks for no key, so that it has one account only. */
    static FakeKeyService withoutKeys() {
        return new FakeKeyService(false);
    }

    synchronized Optional<Account> findAccount(String tag) {
        boolean denied = denial == Denial.NOT_FOUND && --reads == 0;
        return call(() -> accounts.values().stream()
                .filter(account -> account.tag().equals(tag) && !denied)
                .findFirst());
    }

    synchronized Account createAccount(String tag) {
        return call(() -> add(new Account("account-" + ids++, tag, US, true, true)));
    }

    synchronized List<String> keyIds(String tag) {
        return call(() -> keys.values().stream()
                .filter(key -> key.tag().equals(tag))
                .map(Key::id)
                .toList());
    }

    synchronized Key createKey(String tag) {
        return call(() -> {
            Key key = new Key("key-" + ids, tag, Secret.of("shown-once-canary-" + ids++));
            keys.put(key.id(), key);
            return key;
        });
    }

    synchronized boolean deleteKey(String id) {
        return call(() -> keys.remove(id) != null);
    }

    synchronized boolean deleteAccount(String id) {
        return call(() -> accounts.remove(id) != null);
    }

    synchronized void open(String id, boolean open) {
        call(() -> accounts.computeIfPresent(id, (same, account) -> account.opened(open)));
    }

    synchronized void tidy(String id) {
        call(() -> accounts.computeIfPresent(id, (same, account) -> account.tidied(true)));
    }

    synchronized boolean knows(Secret value) {
        return call(() -> keys.values().stream().anyMatch(key -> key.value().matches(value)));
    }

    synchronized List<Account> all() {
        boolean denied = denial == Denial.EMPTY_LISTING && --reads == 0;
        return call(() -> denied ? List.of() : List.copyOf(accounts.values()));
    }

    @Override
    public synchronized int live(String tag) {
        long ours = accounts.values().stream()
                .filter(account -> account.owner().equals(US) && account.tag().equals(tag))
                .count();
        return (int) (ours
                + keys.values().stream().filter(key -> key.tag().equals(tag)).count());
    }

    @Override
    public synchronized int calls() {
        return calls;
    }

    @Override
    public synchronized void disturb(Disturbance disturbance, int nth) {
        pending = Optional.of(disturbance);
        countdown = nth;
    }

    @Override
    public synchronized void calm() {
        pending = Optional.empty();
        denial = null;
    }

    @Override
    public Map<String, String> otherAccount() {
        return keyed ? Map.of(FakeKeyProvider.VARIABLE, OTHER_OPERATOR.reveal()) : Map.of();
    }

    @Override
    public synchronized boolean deny(Denial lie, int nth) {
        denial = lie;
        reads = nth;
        return true;
    }

    @Override
    public List<Secret> secrets() {
        return List.of(OPERATOR);
    }

    @Override
    public synchronized boolean occupy(String tag) {
        add(new Account("account-" + ids++, tag, "stranger", true, true));
        return true;
    }

    @Override
    public synchronized int untouched() {
        return (int) accounts.values().stream()
                .filter(account -> account.owner().equals("stranger"))
                .count();
    }

    @Override
    public synchronized boolean drift(String tag) {
        accounts.replaceAll((id, account) -> account.tag().equals(tag) ? account.tidied(false) : account);
        return true;
    }

    private Account add(Account account) {
        accounts.put(account.id(), account);
        return account;
    }

    private <T> T call(Supplier<T> effect) {
        calls++;
        countdown--;
        if (pending.isEmpty() || countdown != 0) {
            return effect.get();
        }
        Disturbance now = pending.get();
        if (now == Disturbance.ANSWER_LOST) {
            lost.add(effect.get());
        }
        throw new Trouble(now);
    }

    /** An account. */
    record Account(String id, String tag, String owner, boolean open, boolean tidy) {

        Account opened(boolean now) {
            return new Account(id, tag, owner, now, tidy);
        }

        Account tidied(boolean now) {
            return new Account(id, tag, owner, open, now);
        }
    }

    /** A key. */
    record Key(String id, String tag, Secret value) {}

    /** What a client of the service gets to see when something goes wrong. */
    static final class Trouble extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Disturbance kind;

        Trouble(Disturbance kind) {
            super("kiosk failed for " + OPERATOR.reveal());
            this.kind = kind;
        }

        Disturbance kind() {
            return kind;
        }
    }
}
