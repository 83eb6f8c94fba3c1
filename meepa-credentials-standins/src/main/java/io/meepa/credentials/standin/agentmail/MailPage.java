package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts a listing into pages: newest first unless asked otherwise (provider API notes §1.2). */
final class MailPage {

    private static final int USUAL = 50;
    private static final int MOST = 100;
    private static final String MARK = "page-";

    private MailPage() {}

    static Answer of(Call call, String name, List<Map<String, Object>> oldestFirst) {
        List<Map<String, Object>> all = new ArrayList<>(oldestFirst);
        if (!call.parameter("ascending").orElse("false").equals("true")) {
            Collections.reverse(all);
        }
        int limit =
                call.parameter("limit").map(text -> number("limit", text, 1)).orElse(USUAL);
        int from = call.parameter("page_token").map(MailPage::offset).orElse(0);
        int to = Math.min(all.size(), from + Math.min(limit, MOST));
        List<Map<String, Object>> page = all.subList(Math.min(from, to), to);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("count", page.size());
        body.put("limit", limit);
        if (to < all.size()) {
            body.put("next_page_token", MARK + to);
        }
        body.put(name, page);
        return Answer.json(200, body);
    }

    private static int offset(String text) {
        if (!text.startsWith(MARK)) {
            throw MailErrors.invalid("page_token", "Unknown page token.");
        }
        return number("page_token", text.substring(MARK.length()), 0);
    }

    private static int number(String field, String text, int least) {
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < least) {
            throw MailErrors.invalid(field, "Expected a whole number.");
        }
        return Integer.parseInt(text);
    }
}
