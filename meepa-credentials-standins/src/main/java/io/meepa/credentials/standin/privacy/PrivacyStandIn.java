package io.meepa.credentials.standin.privacy;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Ids;
import io.meepa.credentials.standin.StandIn;
import io.meepa.credentials.standin.StandInOptions;
import java.util.List;
import java.util.Optional;

/**
 * Privacy.com: cards and funding sources, under {@code /v1} (provider API notes §2). Begins with one funding source, no
 * card, and an account key that may issue single-use and merchant-locked cards. Card numbers lie in a range for tests.
 */
public final class PrivacyStandIn extends StandIn {

    private final CardAccount account;
    private final CardAccount other;

    private PrivacyStandIn(CardAccount account, CardAccount other, StandInOptions options) {
        super(new CardRules(account, other), options);
        this.account = account;
        this.other = other;
    }

    /**
     * Starts one on a free port.
     *
     * @return the running stand-in
     */
    public static PrivacyStandIn start() {
        return start(StandInOptions.defaults());
    }

    /**
     * Starts one.
     *
     * @param options port, clock and seed
     * @return the running stand-in
     */
    public static PrivacyStandIn start(StandInOptions options) {
        StandInOptions another = options.withSeed(~options.seed());
        return new PrivacyStandIn(
                new CardAccount(options, Secret.of(Ids.secretHex(18))),
                new CardAccount(another, Secret.of(Ids.secretHex(18))),
                options);
    }

    /**
     * Returns the account's key, another one at each start.
     *
     * @return the key
     */
    public Secret accountKey() {
        return account.accountKey;
    }

    /**
     * Returns the account's key for a test's environment variables.
     *
     * @return the key as text
     */
    public String accountKeyText() {
        return account.accountKey.reveal();
    }

    /**
     * Returns the key of another customer, who has no cards at first.
     *
     * @return the key
     */
    public Secret otherAccountKey() {
        return other.accountKey;
    }

    /** Refuses listings that name the day they begin with. */
    public void refuseBegin() {
        change(() -> account.takesBegin = false);
    }

    /**
     * Returns the cards there are, closed ones included, oldest first.
     *
     * @return the cards
     */
    public List<IssuedCard> cards() {
        return locked(() -> account.cards.values().stream().map(IssuedCard::of).toList());
    }

    /**
     * Counts what was ever created with a memo.
     *
     * @param memo the memo
     * @return how many cards
     */
    public int creations(String memo) {
        return locked(() ->
                Math.toIntExact(account.created.stream().filter(memo::equals).count()));
    }

    /**
     * Adds an open card that its owner made by hand.
     *
     * @param memo its memo
     * @return its token
     */
    public String addCard(String memo) {
        CardTerms terms = new CardTerms("MERCHANT_LOCKED", memo, 0, "TRANSACTION", "OPEN", "11", "2031");
        return locked(() -> account.add(terms).token());
    }

    /**
     * Closes a card from the bank's side.
     *
     * @param token the card
     */
    public void closeCard(String token) {
        change(() -> account.cards.computeIfPresent(token, (same, card) -> {
            CardTerms terms = card.terms();
            return card.changed(new CardTerms(
                    terms.type(),
                    terms.memo(),
                    terms.spendLimit(),
                    terms.duration(),
                    "CLOSED",
                    terms.month(),
                    terms.year()));
        }));
    }

    /**
     * Sets a card's limit, as its owner does by hand.
     *
     * @param token the card
     * @param cents the limit
     */
    public void changeLimit(String token, int cents) {
        change(() -> account.cards.computeIfPresent(token, (same, card) -> {
            CardTerms terms = card.terms();
            return card.changed(new CardTerms(
                    terms.type(), terms.memo(), cents, terms.duration(), terms.state(), terms.month(), terms.year()));
        }));
    }

    /**
     * Gives the account key a privilege.
     *
     * @param privilege the privilege
     */
    public void grant(Privilege privilege) {
        change(() -> account.privileges.add(privilege));
    }

    /**
     * Takes a privilege from the account key.
     *
     * @param privilege the privilege
     */
    public void withdraw(Privilege privilege) {
        change(() -> account.privileges.remove(privilege));
    }

    /** Leaves number and verification value out of all answers, as some plans do. */
    public void hideNumbers() {
        change(() -> account.showsNumbers = false);
    }

    /** Opens every new card, even one that was asked for as paused. */
    public void ignoreStateOnCreate() {
        change(() -> account.honoursStateOnCreate = false);
    }

    /**
     * Leaves a card created from now on out of the first listings.
     *
     * @param listings how many of them
     */
    public void hideNewCards(int listings) {
        change(() -> account.hiddenListings = listings);
    }

    /**
     * Limits the account's cards. The status of the refusal, 422, is a guess.
     *
     * @param most how many it may have
     */
    public void limitCards(int most) {
        change(() -> account.cardLimit = Optional.of(most));
    }

    /** What an account key may do beyond reading. */
    public enum Privilege {
        /** Create cards at all. */
        ISSUING,
        /** Create cards of type {@code UNLOCKED}. */
        UNLOCKED_CARDS,
        /** Create cards of type {@code DIGITAL_WALLET}. */
        DIGITAL_WALLET
    }

    /**
     * A card.
     *
     * @param token its token
     * @param memo its memo
     * @param type its type
     * @param state its state
     * @param spendLimitCents its limit in cents, 0 for none
     * @param spendLimitDuration what the limit counts
     * @param pan its number
     */
    public record IssuedCard(
            String token,
            String memo,
            String type,
            String state,
            int spendLimitCents,
            String spendLimitDuration,
            Secret pan) {

        private static IssuedCard of(Card card) {
            CardTerms terms = card.terms();
            return new IssuedCard(
                    card.token(),
                    terms.memo(),
                    terms.type(),
                    terms.state(),
                    terms.spendLimit(),
                    terms.duration(),
                    card.number().pan());
        }
    }
}
