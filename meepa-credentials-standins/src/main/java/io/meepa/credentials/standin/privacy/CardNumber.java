package io.meepa.credentials.standin.privacy;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Ids;

/** A card's number with a valid check digit, in a range kept for tests, and its verification value. */
record CardNumber(Secret pan, Secret cvv, String lastFour) {

    private static final String TEST_RANGE = "411111";

    static CardNumber next(Ids ids) {
        String payload = TEST_RANGE + ids.digits(9);
        String pan = payload + checkDigit(payload);
        return new CardNumber(Secret.of(pan), Secret.of(ids.digits(3)), pan.substring(12));
    }

    private static int checkDigit(String payload) {
        int sum = 0;
        for (int i = 0; i < payload.length(); i++) {
            int digit = Character.digit(payload.charAt(payload.length() - 1 - i), 10);
            int weighed = i % 2 == 0 ? digit * 2 : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return (10 - sum % 10) % 10;
    }
}
