package io.meepa.credentials.standin.privacy;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import io.meepa.credentials.standin.Route;
import io.meepa.credentials.standin.Rules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Privacy: no idempotency, no look-up by memo, a closed card stays closed (provider API notes §2). */
final class CardRules implements Rules {

    private static final Route CARDS = Route.of("*", "/v1/cards");
    private static final Route CARD = Route.of("*", "/v1/cards/{token}");
    private static final Route FUNDING = Route.of("GET", "/v1/funding_sources");
    private static final Route TRANSACTIONS = Route.of("GET", "/v1/transactions");
    private static final String SCHEME = "api-key ";

    private final CardAccount account;

    /** A customer who shares nothing with the first but the service. */
    private final CardRules other;

    CardRules(CardAccount account, CardAccount other) {
        this.account = account;
        this.other = new CardRules(other);
    }

    private CardRules(CardAccount account) {
        this.account = account;
        this.other = this;
    }

    @Override
    public Answer answer(Call call) {
        return other != this && other.owns(call) ? other.answer(call) : answered(call);
    }

    private boolean owns(Call call) {
        String header = call.header("authorization").orElse("");
        return header.startsWith(SCHEME)
                && Secret.of(header.substring(SCHEME.length())).matches(account.accountKey);
    }

    private Answer answered(Call call) {
        requireKey(call);
        if (CARDS.fits(call.method(), call.path())) {
            return cards(call);
        }
        Optional<List<String>> token = CARD.variables(call.method(), call.path());
        if (token.isPresent()) {
            return card(call, token.get().get(0));
        }
        if (FUNDING.fits(call.method(), call.path())) {
            return CardPage.of(call, List.of(account.funding));
        }
        if (TRANSACTIONS.fits(call.method(), call.path())) {
            return CardPage.of(call, List.of());
        }
        return CardErrors.answer(404, "Not found");
    }

    /** Privacy documents no Retry-After; a fault may still carry one. */
    @Override
    public Answer failure(int status, Optional<Duration> retryAfter) {
        Answer answer = CardErrors.answer(status, status == 429 ? "Rate limited, too many requests" : "Server error");
        return retryAfter
                .map(wait -> answer.with("Retry-After", Long.toString(wait.toSeconds())))
                .orElse(answer);
    }

    private void requireKey(Call call) {
        String header = call.header("authorization").orElse("");
        if (!header.startsWith(SCHEME)) {
            throw CardErrors.refused(401, "Please provide API key in Authorization header");
        }
        if (!Secret.of(header.substring(SCHEME.length())).matches(account.accountKey)) {
            throw CardErrors.refused(401, "User has not been authenticated");
        }
    }

    private Answer cards(Call call) {
        return switch (call.method()) {
            case "POST" -> create(call);
            case "GET" -> list(call);
            default -> CardErrors.answer(404, "Not found");
        };
    }

    private Answer card(Call call, String token) {
        Card card = account.cards.get(token);
        if (card == null) {
            throw CardErrors.refused(404, "Card not found");
        }
        return switch (call.method()) {
            case "GET" -> view(card);
            case "PATCH" -> change(call, card);
            default -> CardErrors.answer(404, "Not found");
        };
    }

    private Answer create(Call call) {
        require(PrivacyStandIn.Privilege.ISSUING, "card issuing");
        CardInput input = CardInput.of(call);
        CardTerms terms = input.created();
        requireFor(terms.type());
        requireFunding(input);
        account.cardLimit.ifPresent(limit -> {
            if (account.cards.size() >= limit) {
                throw CardErrors.refused(422, "Card limit reached");
            }
        });
        return view(account.add(account.honoursStateOnCreate ? terms : opened(terms)));
    }

    private Answer list(Call call) {
        if (!account.takesBegin && call.parameter("begin").isPresent()) {
            throw CardErrors.invalid("begin");
        }
        Instant begin = date(call, "begin").orElse(Instant.MIN);
        Instant end = date(call, "end").orElse(Instant.MAX);
        List<Map<String, Object>> cards = account.cards.values().stream()
                .filter(account::visible)
                .filter(card ->
                        !card.created().isBefore(begin) && card.created().isBefore(end))
                .map(card -> card.view(account.funding, account.showsNumbers))
                .toList();
        return CardPage.of(call, cards);
    }

    private Answer change(Call call, Card card) {
        CardInput input = CardInput.of(call);
        CardTerms terms = input.changed(card.terms());
        requireFunding(input);
        if (card.closed()) {
            throw CardErrors.refused(422, "Card is closed");
        }
        Card changed = card.changed(terms);
        account.cards.put(card.token(), changed);
        return view(changed);
    }

    private Answer view(Card card) {
        return Answer.json(200, card.view(account.funding, account.showsNumbers));
    }

    private void requireFor(String type) {
        if (type.equals("UNLOCKED")) {
            require(PrivacyStandIn.Privilege.UNLOCKED_CARDS, "unlocked cards");
        }
        if (type.equals("DIGITAL_WALLET")) {
            require(PrivacyStandIn.Privilege.DIGITAL_WALLET, "digital wallet");
        }
    }

    private void require(PrivacyStandIn.Privilege privilege, String name) {
        if (!account.privileges.contains(privilege)) {
            throw CardErrors.unprivileged(name);
        }
    }

    private void requireFunding(CardInput input) {
        input.text("funding_token").ifPresent(token -> {
            if (!token.equals(account.funding.get("token"))) {
                throw CardErrors.invalid("funding_token");
            }
        });
    }

    private static CardTerms opened(CardTerms terms) {
        return new CardTerms(
                terms.type(), terms.memo(), terms.spendLimit(), terms.duration(), "OPEN", terms.month(), terms.year());
    }

    /** Takes a day or a moment. */
    private static Optional<Instant> date(Call call, String name) {
        return call.parameter(name).map(text -> {
            try {
                return text.length() == 10
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw CardErrors.invalid(name);
            }
        });
    }
}
