package io.meepa.credentials.standin.oauth;

import java.security.PublicKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one running service knows. Not thread-safe: the stand-in holds its lock. */
final class ServiceState {

    final Clock clock;
    final Grants grants;
    final DeviceCodes devices;
    final Map<String, Map<String, String>> pushed = new HashMap<>();
    String person = "ada";
    Optional<PublicKey> trusted = Optional.empty();
    Optional<String> scope = Optional.empty();
    Map<String, ?> published = Map.of();
    private String baseUrl = "";

    ServiceState(RecordedService recorded, Clock clock) {
        this.clock = clock;
        this.grants = new Grants(clock, recorded.renewal());
        this.devices = new DeviceCodes(clock);
    }

    void baseUrl(String address) {
        baseUrl = address;
    }

    String baseUrl() {
        return baseUrl;
    }

    /** Returns the query with which a browser comes back after a person agreed to a request. */
    String agreed(Map<String, String> query, String who) {
        Map<String, String> request = Optional.ofNullable(query.get("request_uri"))
                .map(reference -> Optional.ofNullable(pushed.remove(reference))
                        .orElseThrow(() -> new IllegalStateException("nothing was pushed under this reference")))
                .orElse(query);
        String code = grants.code(
                who, Optional.ofNullable(request.get("code_challenge")), request.getOrDefault("redirect_uri", ""));
        return "code=" + code + "&state=" + request.get("state");
    }
}
