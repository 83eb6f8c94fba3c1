package io.meepa.credentials.standin.google;

import io.meepa.credentials.standin.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Further addresses of a user; each names the user in a path (provider API notes §3.1 and §4.2). */
final class GoogleAliasRules {

    private final GoogleDirectory directory;
    private final GoogleUserRules users;

    GoogleAliasRules(GoogleDirectory directory, GoogleUserRules users) {
        this.directory = directory;
        this.users = users;
    }

    Answer insert(GoogleRequest request) {
        GoogleUser user = users.find(request);
        String alias = GoogleInput.of(request.call())
                .text("alias")
                .orElseThrow(() -> GoogleErrors.invalid("alias"))
                .toLowerCase(Locale.ROOT);
        if (directory.taken(alias)) {
            throw GoogleErrors.duplicate();
        }
        List<String> aliases = new ArrayList<>(user.aliases());
        aliases.add(alias);
        directory.put(user.with(Map.of(), Optional.empty(), aliases));
        return Answer.json(200, view(user, alias));
    }

    Answer list(GoogleRequest request) {
        GoogleUser user = users.find(request);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", "admin#directory#aliases");
        body.put("etag", "\"aliases\"");
        body.put(
                "aliases",
                user.aliases().stream().map(alias -> view(user, alias)).toList());
        return Answer.json(200, body);
    }

    Answer delete(GoogleRequest request) {
        GoogleUser user = users.find(request);
        List<String> aliases = new ArrayList<>(user.aliases());
        if (!aliases.remove(request.variables().get(1))) {
            throw GoogleErrors.refused(404, "notFound", "Resource Not Found: alias");
        }
        directory.put(user.with(Map.of(), Optional.empty(), aliases));
        return Answer.empty(204);
    }

    private static Map<String, Object> view(GoogleUser user, String alias) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kind", "admin#directory#alias");
        view.put("id", user.id());
        view.put("etag", "\"" + user.id() + "\"");
        view.put("primaryEmail", user.email());
        view.put("alias", alias);
        return view;
    }
}
