package io.meepa.credentials.standin.oauth;

import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import io.meepa.credentials.standin.Query;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The address at which a sign-in on another device begins. */
final class DeviceRules {

    private final RecordedService recorded;
    private final ServiceState state;

    DeviceRules(RecordedService recorded, ServiceState state) {
        this.recorded = recorded;
        this.state = state;
    }

    Answer answer(Call call) {
        RecordedService.Device rules = recorded.device().orElseThrow();
        Map<String, String> fields = Query.parse(call.body());
        boolean proven = AppProof.ofId(fields)
                || AppProof.of(call, fields, recorded.token().basic());
        if (!proven) {
            return Answer.json(401, Map.of("error", "invalid_client"));
        }
        int number = state.devices.begin(Duration.ofSeconds(rules.lifetimeSeconds()));
        String userCode = DeviceCodes.userCode(number);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("device_code", "device-" + number);
        body.put("user_code", userCode);
        body.put(rules.addressField(), rules.page());
        Optional.ofNullable(rules.complete())
                .ifPresent(page -> body.put("verification_uri_complete", page.replace("$U", userCode)));
        body.put("expires_in", rules.lifetimeSeconds());
        body.put("interval", DeviceCodes.INTERVAL_SECONDS);
        return Answer.json(200, body);
    }
}
