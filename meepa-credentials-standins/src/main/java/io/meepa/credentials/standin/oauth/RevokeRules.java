package io.meepa.credentials.standin.oauth;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import java.util.Map;
import java.util.Optional;

/** The address at which tokens are taken back. */
final class RevokeRules {

    private final RecordedService recorded;
    private final Grants grants;

    RevokeRules(RecordedService recorded, Grants grants) {
        this.recorded = recorded;
        this.grants = grants;
    }

    Answer answer(Call call) {
        RecordedService.Revoke rules = recorded.revoke().orElseThrow();
        Map<String, String> fields = Parameters.read(call);
        String token = rules.token().equals("bearer")
                ? call.header("authorization").orElse("").replace("Bearer ", "")
                : fields.getOrDefault(rules.token(), "");
        boolean basic = rules.app().equals("basic") || recorded.token().basic();
        if (!rules.app().equals("none") && !AppProof.of(call, fields, basic)) {
            return Answer.json(401, Map.of("error", "invalid_client"));
        }
        if (!grants.known(token)) {
            return Answer.json(400, Map.of("error", "invalid_token"));
        }
        if (rules.endsAll()) {
            grants.endAll(grants.person(token));
        } else {
            grants.end(token);
        }
        return Answer.text(
                200, "application/json", Optional.ofNullable(rules.body()).orElse(""));
    }
}
