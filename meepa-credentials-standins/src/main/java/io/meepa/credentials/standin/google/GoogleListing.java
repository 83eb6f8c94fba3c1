package io.meepa.credentials.standin.google;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists users by page, with the simplest of Google's queries. */
final class GoogleListing {

    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final Pattern QUERY = Pattern.compile("(email|externalId|orgUnitPath)(:|=)'?([^'*]*)'?(\\*?)");

    private final GoogleDirectory directory;

    GoogleListing(GoogleDirectory directory) {
        this.directory = directory;
    }

    Answer list(GoogleRequest request) {
        Call call = request.call();
        if (call.parameter("customer").isEmpty() && call.parameter("domain").isEmpty()) {
            throw GoogleErrors.refused(400, "badRequest", "Bad Request: customer or domain is required");
        }
        boolean deleted = call.parameter("showDeleted").orElse("").equals("true");
        Predicate<GoogleUser> wanted =
                call.parameter("query").map(GoogleListing::query).orElse(user -> true);
        List<Map<String, Object>> all = directory.users.values().stream()
                .filter(user -> user.live() != deleted)
                .filter(user -> GoogleDirectory.countedDown(directory.readsUntilVisible, user.id()))
                .filter(wanted)
                .sorted(Comparator.comparing(GoogleUser::email))
                .map(user -> user.view(GoogleDirectory.CUSTOMER))
                .toList();
        return page(call, all);
    }

    private static Answer page(Call call, List<Map<String, Object>> all) {
        int size = Math.min(MOST, number(call, "maxResults").orElse(USUAL));
        int from = Math.min(all.size(), number(call, "pageToken").orElse(0));
        int to = Math.min(all.size(), from + size);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "admin#directory#users");
        body.put("etag", "\"users\"");
        body.put("users", all.subList(from, to));
        if (to < all.size()) {
            body.put("nextPageToken", Integer.toString(to));
        }
        return Answer.json(200, body);
    }

    private static Optional<Integer> number(Call call, String name) {
        return call.parameter(name).map(text -> {
            if (!text.matches("\\d{1,6}")) {
                throw GoogleErrors.invalid(name);
            }
            return Integer.valueOf(text);
        });
    }

    private static Predicate<GoogleUser> query(String text) {
        Matcher matcher = QUERY.matcher(text);
        if (!matcher.matches()) {
            throw GoogleErrors.invalid("query");
        }
        String wanted = matcher.group(3);
        boolean prefix = !matcher.group(4).isEmpty();
        return user -> values(user, matcher.group(1)).stream()
                .anyMatch(value -> prefix ? value.startsWith(wanted) : value.equals(wanted));
    }

    private static List<String> values(GoogleUser user, String field) {
        return switch (field) {
            case "email" -> List.of(user.email());
            case "orgUnitPath" -> List.of((String) user.fields().getOrDefault("orgUnitPath", "/"));
            default -> List.copyOf(GoogleExternalIds.byType(user).values());
        };
    }
}
