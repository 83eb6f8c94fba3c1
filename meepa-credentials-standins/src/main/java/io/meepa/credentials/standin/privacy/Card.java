package io.meepa.credentials.standin.privacy;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A card (provider API notes §2.2). */
record Card(String token, CardNumber number, CardTerms terms, Instant created) {

    Card changed(CardTerms other) {
        return new Card(token, number, other, created);
    }

    boolean closed() {
        return terms.state().equals("CLOSED");
    }

    Map<String, Object> view(Map<String, Object> funding, boolean withNumber) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("token", token);
        view.put("last_four", number.lastFour());
        view.put("memo", terms.memo());
        view.put("type", terms.type());
        view.put("state", terms.state());
        view.put("spend_limit", terms.spendLimit());
        view.put("spend_limit_duration", terms.duration());
        view.put("hostname", "");
        view.put("funding", funding);
        view.put("created", created.toString());
        view.put("exp_month", terms.month());
        view.put("exp_year", terms.year());
        if (withNumber) {
            view.put("pan", number.pan().reveal());
            view.put("cvv", number.cvv().reveal());
        }
        return view;
    }
}
