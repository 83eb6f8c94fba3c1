package io.meepa.credentials.standin.privacy;

import io.meepa.credentials.standin.Call;
import io.meepa.credentials.standin.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A card request's fields, checked (provider API notes §2.2). */
record CardInput(Map<String, Object> fields) {

    private static final int LONGEST_MEMO = 200;
    private static final int DOLLAR = 100;
    private static final List<String> TYPES = List.of("SINGLE_USE", "MERCHANT_LOCKED", "UNLOCKED", "DIGITAL_WALLET");
    private static final List<String> DURATIONS = List.of("TRANSACTION", "MONTHLY", "ANNUALLY", "FOREVER");

    static CardInput of(Call call) {
        return new CardInput(Json.read(call.body()).orElseThrow(() -> CardErrors.refused(400, "Invalid JSON")));
    }

    CardTerms created() {
        return new CardTerms(
                oneOf("type", TYPES).orElseThrow(() -> CardErrors.refused(400, "Missing parameter: type")),
                memo().orElse(""),
                spendLimit().orElse(0),
                oneOf("spend_limit_duration", DURATIONS).orElse("TRANSACTION"),
                oneOf("state", List.of("OPEN", "PAUSED")).orElse("OPEN"),
                matching("exp_month", "0[1-9]|1[0-2]").orElse("11"),
                matching("exp_year", "20\\d\\d").orElse("2031"));
    }

    CardTerms changed(CardTerms before) {
        return new CardTerms(
                before.type(),
                memo().orElse(before.memo()),
                spendLimit().orElse(before.spendLimit()),
                oneOf("spend_limit_duration", DURATIONS).orElse(before.duration()),
                oneOf("state", List.of("OPEN", "PAUSED", "CLOSED")).orElse(before.state()),
                before.month(),
                before.year());
    }

    Optional<String> text(String field) {
        Object value = fields.get(field);
        if (value != null && !(value instanceof String)) {
            throw CardErrors.invalid(field);
        }
        return Optional.ofNullable((String) value);
    }

    private Optional<String> memo() {
        return text("memo").map(memo -> {
            if (memo.length() > LONGEST_MEMO) {
                throw CardErrors.invalid("memo");
            }
            return memo;
        });
    }

    /** Cents, in whole dollars. */
    private Optional<Integer> spendLimit() {
        Object value = fields.get("spend_limit");
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Integer cents) || cents < 0) {
            throw CardErrors.invalid("spend_limit");
        }
        if (cents % DOLLAR != 0) {
            throw CardErrors.refused(400, "Invalid parameter: spend_limit must be in whole dollars");
        }
        return Optional.of(cents);
    }

    private Optional<String> oneOf(String field, List<String> allowed) {
        return text(field).map(value -> {
            if (!allowed.contains(value)) {
                throw CardErrors.invalid(field);
            }
            return value;
        });
    }

    private Optional<String> matching(String field, String form) {
        return text(field).map(value -> {
            if (!value.matches(form)) {
                throw CardErrors.invalid(field);
            }
            return value;
        });
    }
}
