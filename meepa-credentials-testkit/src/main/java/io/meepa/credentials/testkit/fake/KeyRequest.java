package io.meepa.credentials.testkit.fake;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.testkit.fake.KeyState.Box;
import io.meepa.credentials.testkit.provider.Denial;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One call to the service.
 *
 * @param what which call
 * @param effect what it does for the caller's account
 * @param nothing the answer that denies what is there; empty for a call that can deny nothing
 * @param <T> its answer
 */
record KeyRequest<T>(What what, Function<Account, T> effect, Optional<T> nothing) {

    static KeyRequest<String> account() {
        return new KeyRequest<>(What.ACCOUNT, Account::name, Optional.empty());
    }

    static KeyRequest<Optional<Box>> box(String id) {
        return new KeyRequest<>(
                What.READ_BOX, account -> account.state().box(id).filter(account::sees), Optional.of(Optional.empty()));
    }

    static KeyRequest<Optional<Box>> named(String tag) {
        return new KeyRequest<>(
                What.FIND_BOX,
                account -> account.state().named(tag).filter(account::sees),
                Optional.of(Optional.empty()));
    }

    static KeyRequest<List<Box>> boxes() {
        return new KeyRequest<>(
                What.LIST_BOXES,
                account ->
                        account.state().boxes().stream().filter(account::sees).toList(),
                Optional.of(List.of()));
    }

    static KeyRequest<List<KeyState.Key>> keys(String tag) {
        return new KeyRequest<>(
                What.LIST_KEYS,
                account ->
                        account.state().keys(tag).stream().filter(account::sees).toList(),
                Optional.of(List.of()));
    }

    static KeyRequest<Boolean> works(Secret key) {
        return new KeyRequest<>(What.TRY_KEY, account -> account.state().accepts(key), Optional.empty());
    }

    static KeyRequest<Box> create(String tag) {
        return new KeyRequest<>(What.CREATE_BOX, account -> account.create(tag), Optional.empty());
    }

    static KeyRequest<KeyState.Key> createKey(String tag, String box) {
        return new KeyRequest<>(What.CREATE_KEY, account -> account.state().createKey(tag, box), Optional.empty());
    }

    static KeyRequest<Boolean> delete(String box) {
        return new KeyRequest<>(
                What.DELETE_BOX,
                account -> account.state().box(box).filter(account::sees).isPresent()
                        && account.state().deleteBox(box),
                Optional.empty());
    }

    static KeyRequest<Boolean> deleteKey(String key) {
        return new KeyRequest<>(
                What.DELETE_KEY,
                account -> account.state().key(key).filter(account::sees).isPresent()
                        && account.state().deleteKey(key),
                Optional.empty());
    }

    static KeyRequest<Boolean> switchTo(String box, boolean on) {
        return changed(What.SWITCH_BOX, box, found -> found.switched(on));
    }

    static KeyRequest<Boolean> tidy(String box) {
        return changed(What.TIDY_BOX, box, found -> found.tidied(true));
    }

    private static KeyRequest<Boolean> changed(What what, String box, Function<Box, Box> change) {
        return new KeyRequest<>(
                what,
                account -> {
                    account.state().change(box, change::apply);
                    return true;
                },
                Optional.empty());
    }

    Optional<Denial> denial() {
        return switch (what) {
            case READ_BOX, FIND_BOX -> Optional.of(Denial.NOT_FOUND);
            case LIST_BOXES, LIST_KEYS -> Optional.of(Denial.EMPTY_LISTING);
            default -> Optional.empty();
        };
    }

    boolean changes() {
        return switch (what) {
            case CREATE_BOX, CREATE_KEY, DELETE_BOX, DELETE_KEY, SWITCH_BOX, TIDY_BOX -> true;
            default -> false;
        };
    }

    /** The calls that there are. */
    enum What {
        ACCOUNT,
        READ_BOX,
        FIND_BOX,
        LIST_BOXES,
        LIST_KEYS,
        TRY_KEY,
        CREATE_BOX,
        CREATE_KEY,
        DELETE_BOX,
        DELETE_KEY,
        SWITCH_BOX,
        TIDY_BOX
    }

    /**
     * What a caller has at the service.
     *
     * @param name the account that the caller's key belongs to
     * @param state everything that the service holds
     * @param idempotent whether a box is created once for a tag
     */
    record Account(String name, KeyState state, boolean idempotent) {

        /** A stranger's box has a name that everybody can find. */
        boolean sees(Box box) {
            return box.owner().equals(name) || box.owner().equals(KeyState.STRANGER);
        }

        boolean sees(KeyState.Key key) {
            return state.box(key.box()).filter(this::sees).isPresent();
        }

        Box create(String tag) {
            Optional<Box> taken = state.named(tag).filter(this::sees);
            if (taken.filter(box -> box.owner().equals(KeyState.STRANGER)).isPresent()) {
                throw ServiceFailure.nameTaken();
            }
            return idempotent && taken.isPresent() ? taken.get() : state.create(tag, name);
        }
    }
}
