package io.meepa.credentials.standin.google;

import io.meepa.credentials.standin.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users: late to appear, never shown with a password (provider API notes §3.1 to §3.3). */
final class GoogleUserRules {

    private final GoogleDirectory directory;

    GoogleUserRules(GoogleDirectory directory) {
        this.directory = directory;
    }

    /** A duplicate is refused even before reads show the user. */
    Answer insert(GoogleRequest request) {
        GoogleInput input = GoogleInput.of(request.call());
        input.requireComplete();
        String address = input.address().orElseThrow();
        requireOwnDomain(address);
        requireOrgUnit(input.changes());
        if (directory.taken(address)) {
            throw GoogleErrors.duplicate();
        }
        if (directory.full()) {
            throw GoogleErrors.refused(412, "limitExceeded", "Domain user limit reached");
        }
        GoogleUser user = directory.add(input.changes(), input.password(), false);
        directory.hideForNow(user);
        return view(user);
    }

    Answer get(GoogleRequest request) {
        GoogleUser user = find(request);
        if (!GoogleDirectory.countedDown(directory.readsUntilVisible, user.id())) {
            throw GoogleErrors.userNotFound();
        }
        return view(user);
    }

    Answer update(GoogleRequest request) {
        GoogleUser user = ready(request);
        GoogleInput input = GoogleInput.of(request.call());
        Map<String, Object> changes = input.changes();
        requireOrgUnit(changes);
        List<String> aliases = new ArrayList<>(user.aliases());
        input.address().filter(address -> !address.equals(user.email())).ifPresent(address -> {
            requireOwnDomain(address);
            if (directory.taken(address)) {
                throw GoogleErrors.duplicate();
            }
            aliases.add(user.email());
        });
        GoogleUser changed = user.with(changes, input.password(), aliases);
        directory.put(changed);
        return view(changed);
    }

    Answer delete(GoogleRequest request) {
        directory.put(ready(request).deleted(Optional.of(directory.now())));
        return Answer.empty(204);
    }

    /** Takes the immutable id only, for twenty days, unless somebody has the address by now. */
    Answer undelete(GoogleRequest request) {
        GoogleUser user = Optional.ofNullable(directory.users.get(request.variable()))
                .filter(this::restorable)
                .orElseThrow(GoogleErrors::userNotFound);
        if (directory.taken(user.email())) {
            throw GoogleErrors.duplicate();
        }
        directory.put(user.deleted(Optional.empty()));
        return Answer.empty(204);
    }

    Answer makeAdmin(GoogleRequest request) {
        GoogleUser user = ready(request);
        boolean admin =
                Boolean.TRUE.equals(GoogleInput.of(request.call()).fields().get("status"));
        directory.put(user.promoted(admin));
        return Answer.empty(204);
    }

    Answer signOut(GoogleRequest request) {
        find(request);
        return Answer.empty(204);
    }

    /** Tokens that users granted to programs, and their app passwords: agents have none. */
    Answer emptyListing(GoogleRequest request, String kind) {
        find(request);
        return Answer.json(200, Map.of("kind", kind, "etag", "\"none\"", "items", List.of()));
    }

    GoogleUser find(GoogleRequest request) {
        return directory.find(request.variable()).orElseThrow(GoogleErrors::userNotFound);
    }

    private GoogleUser ready(GoogleRequest request) {
        GoogleUser user = find(request);
        if (!GoogleDirectory.countedDown(directory.changesUntilReady, user.id())) {
            throw GoogleErrors.incomplete();
        }
        return user;
    }

    private boolean restorable(GoogleUser user) {
        return user.deletedAt()
                .map(at -> at.plus(GoogleDirectory.RESTORABLE).isAfter(directory.now()))
                .orElse(false);
    }

    private void requireOrgUnit(Map<String, Object> fields) {
        if (fields.get("orgUnitPath") instanceof String path && !directory.orgUnits.contains(path)) {
            throw GoogleErrors.unknownOrgUnit();
        }
    }

    private static void requireOwnDomain(String address) {
        if (!address.endsWith("@" + GoogleDirectory.DOMAIN)) {
            throw GoogleErrors.notAuthorized();
        }
    }

    private static Answer view(GoogleUser user) {
        return Answer.json(200, user.view(GoogleDirectory.CUSTOMER));
    }
}
