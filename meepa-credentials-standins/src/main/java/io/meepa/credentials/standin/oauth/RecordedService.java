package io.meepa.credentials.standin.oauth;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded of a service: what it insists on and how its answers look. In answers {@code $A} stands for the access
 * token, {@code $R} for the refresh token, {@code $P} for the person, {@code $N} for a number of the person, {@code $I} for an
 * ID token, {@code $U} for a device sign-in's code.
 */
record RecordedService(
        String authorize,
        Token token,
        String signIn,
        String renewed,
        Canned refused,
        Renewal renewal,
        @Nullable Described described,
        @Nullable Revoke revocation,
        @Nullable Device deviceFlow,
        @Nullable String appAnswer,
        boolean standard) {

    static final List<String> NAMES = List.of(
            "atlassian",
            "discord",
            "github",
            "google",
            "linear",
            "microsoft",
            "notion",
            "reddit",
            "slack",
            "standard",
            "todoist",
            "twitter");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static RecordedService read(String service) {
        if (!NAMES.contains(service)) {
            throw new IllegalArgumentException("nothing is recorded of " + service);
        }
        try (InputStream in = RecordedService.class.getResourceAsStream(service + ".json")) {
            if (in == null) {
                throw new IllegalStateException("the record of " + service + " is missing from the jar");
            }
            return new RecordReader(MAPPER.readTree(in)).service();
        } catch (IOException e) {
            throw new UncheckedIOException("the record of " + service + " cannot be read", e);
        }
    }

    Optional<Described> identity() {
        return Optional.ofNullable(described);
    }

    Optional<Revoke> revoke() {
        return Optional.ofNullable(revocation);
    }

    Optional<Device> device() {
        return Optional.ofNullable(deviceFlow);
    }

    Optional<String> appAlone() {
        return Optional.ofNullable(appAnswer);
    }

    /** The token address: whether the app has to use HTTP Basic, and whether parameters have to be JSON. */
    record Token(String address, boolean basic, boolean json) {}

    /** An answer. */
    record Canned(int status, String body) {}

    /** Whose a token is. */
    record Described(String address, String body) {}

    /**
     * What renewing does.
     *
     * @param rotates whether a new refresh token takes the place of the old one
     * @param oldWorks whether the old one continues working for good
     * @param grace how long it continues working, if it does for a while, in ISO 8601
     * @param repeatsAccessOnly whether a repetition gets no refresh token
     * @param replayEndsAll whether a repetition after that ends everything of the person
     * @param endsOldAccess whether the old access token ends at once
     */
    record Renewal(
            boolean rotates,
            boolean oldWorks,
            @Nullable String grace,
            boolean repeatsAccessOnly,
            boolean replayEndsAll,
            boolean endsOldAccess) {}

    /**
     * How tokens are taken back.
     *
     * @param token the parameter, or {@code bearer} where the token is the request's own authorization
     * @param app how the app says who it is: {@code basic}, {@code none}, or {@code as_token}
     * @param endsAll whether everything of the person ends
     * @param body the answer to a success, if it has one
     */
    record Revoke(
            String address,
            String token,
            String app,
            boolean endsAll,
            @Nullable String body) {}

    /**
     * The sign-in on another device.
     *
     * @param addressField how the page's field is called
     * @param page where a person types the code
     * @param complete the page with the code, if there is one
     * @param waitingStatus the status while the person has not decided
     * @param denied the error after the person refused
     * @param secret whether the app needs its secret
     */
    record Device(
            String address,
            String addressField,
            String page,
            @Nullable String complete,
            int waitingStatus,
            String denied,
            int lifetimeSeconds,
            boolean secret) {}
}
