package io.meepa.credentials.standin.oauth;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import io.meepa.credentials.standin.Rules;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Which of a service's addresses a call is for. */
final class ServiceRules implements Rules {

    private static final String TEXT = "text/plain";

    private final RecordedService recorded;
    private final ServiceState state;
    private final TokenRules tokens;
    private final RevokeRules revocation;
    private final DeviceRules devices;
    private final StandardRules standard;

    ServiceRules(RecordedService recorded, ServiceState state) {
        this.recorded = recorded;
        this.state = state;
        this.tokens = new TokenRules(recorded, state);
        this.revocation = new RevokeRules(recorded, state.grants);
        this.devices = new DeviceRules(recorded, state);
        this.standard = new StandardRules(recorded, state);
    }

    @Override
    public Answer answer(Call call) {
        String path = call.path();
        if (path.equals(recorded.authorize())) {
            return sentBack(call);
        }
        if (path.equals(recorded.token().address())) {
            return tokens.answer(call);
        }
        if (recorded.revoke().filter(rules -> path.equals(rules.address())).isPresent()) {
            return revocation.answer(call);
        }
        if (recorded.device().filter(rules -> path.equals(rules.address())).isPresent()) {
            return devices.answer(call);
        }
        return recorded.identity()
                .filter(rules -> path.equals(rules.address()))
                .map(rules -> described(rules, call))
                .or(() -> standard.answer(call))
                .orElseGet(() -> Answer.empty(404));
    }

    @Override
    public Answer failure(int status, Optional<Duration> retryAfter) {
        Answer answer = Answer.text(status, TEXT, "");
        return retryAfter
                .map(wait -> answer.with("Retry-After", Long.toString(wait.toSeconds())))
                .orElse(answer);
    }

    /** The browser of the person who is signed in comes back at once. */
    private Answer sentBack(Call call) {
        Map<String, String> request = call.query();
        String redirect = request.getOrDefault("redirect_uri", "");
        return Answer.empty(302).with("Location", redirect + "?" + state.agreed(request, state.person));
    }

    private Answer described(RecordedService.Described rules, Call call) {
        String token = call.header("authorization").orElse("").replaceFirst("^(Bearer|DPoP) ", "");
        return state.grants.live(token)
                ? Answer.text(200, TEXT, Filled.of(rules.body(), state.grants.person(token)))
                : Answer.text(401, TEXT, "{\"message\":\"Bad credentials\"}");
    }
}
