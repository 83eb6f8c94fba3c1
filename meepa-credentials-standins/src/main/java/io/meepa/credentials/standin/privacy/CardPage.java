package io.meepa.credentials.standin.privacy;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts a listing into numbered pages (provider API notes §2.3). */
final class CardPage {

    private static final int USUAL = 50;
    private static final int MOST = 100;

    private CardPage() {}

    static Answer of(Call call, List<Map<String, Object>> all) {
        int page = number(call, "page", 1, Integer.MAX_VALUE);
        int size = number(call, "page_size", USUAL, MOST);
        int from = (int) Math.min(all.size(), (page - 1L) * size);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("data", all.subList(from, Math.min(all.size(), from + size)));
        body.put("page", page);
        body.put("total_entries", all.size());
        body.put("total_pages", Math.max(1, (all.size() + size - 1) / size));
        return Answer.json(200, body);
    }

    private static int number(Call call, String name, int unlessSet, int most) {
        String text = call.parameter(name).orElse(Integer.toString(unlessSet));
        if (!text.matches("[1-9]\\d{0,8}") || Integer.parseInt(text) > most) {
            throw CardErrors.invalid(name);
        }
        return Integer.parseInt(text);
    }
}
