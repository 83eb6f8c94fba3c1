package io.meepa.credentials.standin.agentmail;

import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.Answer;
import io.meepa.credentials.standin.Call;
import io.meepa.credentials.standin.Rules;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AgentMail: who calls, which route, which scope (provider API notes §1.1 and §1.3). */
final class MailRules implements Rules {

    static final String REGION = "am_us_";

    private static final String SCHEME = "Bearer ";

    private final MailAccount account;
    private final List<MailEndpoint> endpoints;

    /** An organization that shares nothing with the first but the service. */
    private final MailRules other;

    MailRules(MailAccount account, MailAccount other) {
        this.account = account;
        this.endpoints = MailEndpoint.all(account);
        this.other = new MailRules(other);
    }

    private MailRules(MailAccount account) {
        this.account = account;
        this.endpoints = MailEndpoint.all(account);
        this.other = this;
    }

    @Override
    public Answer answer(Call call) {
        return other != this && other.owns(call) ? other.answer(call) : answered(call);
    }

    private boolean owns(Call call) {
        String header = call.header("authorization").orElse("");
        return header.startsWith(SCHEME)
                && account.keyOf(Secret.of(header.substring(SCHEME.length()))).isPresent();
    }

    private Answer answered(Call call) {
        for (MailEndpoint endpoint : endpoints) {
            Optional<List<String>> variables = endpoint.route().variables(call.method(), call.path());
            if (variables.isPresent()) {
                return answer(endpoint, call, variables.get());
            }
        }
        return MailErrors.routeNotFound();
    }

    @Override
    public Answer failure(int status, Optional<Duration> retryAfter) {
        String code = switch (status) {
            case 429 -> "rate_limit_exceeded";
            case 503 -> "service_unavailable";
            default -> "internal_error";
        };
        Answer answer = MailErrors.answer(status, code, "Try again later.");
        return retryAfter
                .map(wait -> answer.with("Retry-After", Long.toString(wait.toSeconds())))
                .orElse(answer);
    }

    /** Lets the effect stand but answers as if another first-time create had won (provider API notes §1.5). */
    static Answer unlessRace(MailAccount account, Answer answer) {
        if (!account.switches.raceNext) {
            return answer;
        }
        account.switches.raceNext = false;
        return MailErrors.answer(409, "race_condition", "Another request with this client_id is being processed.");
    }

    private Answer answer(MailEndpoint endpoint, Call call, List<String> variables) {
        MailKey caller = authenticated(call);
        if (!endpoint.permission().isEmpty() && !caller.may(endpoint.permission())) {
            throw MailErrors.refused(403, "missing_permission", "The key lacks " + endpoint.permission() + ".");
        }
        MailScope scope = caller.scope();
        if (endpoint.podRoute()) {
            scope = podScope(caller, variables.get(0));
            variables = variables.subList(1, variables.size());
        }
        return endpoint.handler().apply(new MailRequest(caller, scope, call, variables));
    }

    private MailScope podScope(MailKey caller, String pod) {
        requireNoInboxKey(caller);
        if (!account.pods.containsKey(pod) || !caller.scope().reachesPod(pod)) {
            throw MailErrors.notFound("Pod");
        }
        return MailScope.ofPod(pod);
    }

    static void requireNoInboxKey(MailKey caller) {
        if (caller.scope().inbox().isPresent()) {
            throw MailErrors.refused(403, "forbidden", "An inbox key does not reach pods.");
        }
    }

    private MailKey authenticated(Call call) {
        String header = call.header("authorization")
                .orElseThrow(() -> MailErrors.refused(401, "missing_authorization", "Authorization is missing."));
        if (!header.startsWith(SCHEME)) {
            throw MailErrors.refused(401, "invalid_token_type", "Expected a bearer token.");
        }
        String token = header.substring(SCHEME.length());
        if (token.startsWith("am_") && !token.startsWith(REGION)) {
            throw MailErrors.gateway(403, "Forbidden");
        }
        MailKey key = account.keyOf(Secret.of(token))
                .orElseThrow(() -> MailErrors.refused(401, "unknown_api_key", "The API key is not known."));
        if (key.expired(account.now())) {
            throw MailErrors.refused(401, "api_key_expired", "The API key has expired.");
        }
        account.keys.put(key.id(), key.used(account.now()));
        return key;
    }

    /** Returns whose key is used. */
    static Map<String, Object> identity(MailAccount account, MailKey key) {
        MailScope scope = key.scope();
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("scope_type", scope.type());
        identity.put("scope_id", scope.inbox().or(scope::pod).orElse(account.organization));
        identity.put("organization_id", account.organization);
        scope.pod().ifPresent(pod -> identity.put("pod_id", pod));
        scope.inbox().ifPresent(inbox -> identity.put("inbox_id", inbox));
        identity.put("api_key_id", key.id());
        return identity;
    }

    /** Returns what the organization has. */
    static Map<String, Object> organization(MailAccount account) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("organization_id", account.organization);
        view.put("inbox_count", account.inboxes.size());
        view.put("domain_count", account.domains.size());
        account.switches.inboxLimit.ifPresent(limit -> view.put("inbox_limit", limit));
        view.put("created_at", account.foundedAt().toString());
        view.put("updated_at", account.foundedAt().toString());
        return view;
    }
}
