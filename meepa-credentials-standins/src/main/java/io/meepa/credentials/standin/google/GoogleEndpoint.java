package io.meepa.credentials.standin.google;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Route;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A route of the directory, the scopes of which it wants one, and what it does. */
record GoogleEndpoint(Route route, Set<String> scopes, Function<GoogleRequest, Answer> handler) {

    private static final String USERS = "/admin/directory/v1/users";
    private static final String USER = USERS + "/{userKey}";
    private static final String SCOPE = "https://www.googleapis.com/auth/admin.directory.user";
    private static final Set<String> WRITE = Set.of(SCOPE);
    private static final Set<String> READ = Set.of(SCOPE, SCOPE + ".readonly");
    private static final Set<String> ALIAS = Set.of(SCOPE, SCOPE + ".alias");
    private static final Set<String> SECURITY = Set.of(SCOPE + ".security");

    static List<GoogleEndpoint> all(GoogleDirectory directory) {
        GoogleUserRules users = new GoogleUserRules(directory);
        GoogleAliasRules aliases = new GoogleAliasRules(directory, users);
        return List.of(
                of("POST", USERS, WRITE, users::insert),
                of("GET", USERS, READ, new GoogleListing(directory)::list),
                of("GET", USER, READ, users::get),
                of("PUT", USER, WRITE, users::update),
                of("PATCH", USER, WRITE, users::update),
                of("DELETE", USER, WRITE, users::delete),
                of("POST", USER + "/undelete", WRITE, users::undelete),
                of("POST", USER + "/makeAdmin", WRITE, users::makeAdmin),
                of("POST", USER + "/signOut", SECURITY, users::signOut),
                of(
                        "GET",
                        USER + "/tokens",
                        SECURITY,
                        request -> users.emptyListing(request, "admin#directory#tokenList")),
                of("DELETE", USER + "/tokens/{clientId}", SECURITY, users::signOut),
                of("GET", USER + "/asps", SECURITY, request -> users.emptyListing(request, "admin#directory#aspList")),
                of("DELETE", USER + "/asps/{codeId}", SECURITY, users::signOut),
                of("POST", USER + "/aliases", ALIAS, aliases::insert),
                of("GET", USER + "/aliases", ALIAS, aliases::list),
                of("DELETE", USER + "/aliases/{alias}", ALIAS, aliases::delete));
    }

    private static GoogleEndpoint of(
            String method, String path, Set<String> scopes, Function<GoogleRequest, Answer> handler) {
        return new GoogleEndpoint(Route.of(method, path), scopes, handler);
    }
}
