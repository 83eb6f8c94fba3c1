package io.meepa.credentials.core.manager;

import io.meepa.credentials.AgentSignups;
import io.meepa.credentials.core.config.AgentChoice;
import io.meepa.credentials.core.operation.EngineContext;
import io.meepa.credentials.core.own.SignupService;
import io.meepa.credentials.event.CredentialEvent.Kind;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.signup.PendingSignup;
import io.meepa.credentials.signup.SignupRequest;
import io.meepa.credentials.signup.SignupResult;

/** Signs one agent up. */
record SignupHandle(EngineContext context, AgentChoice agent, SignupService signups) implements AgentSignups {

    @Override
    public PendingSignup begin(SignupRequest request) {
        String subject = Category.LOGIN + "/" + request.service();
        return context.events().around(agent.id(), Kind.SIGNUP_BEGIN, subject, () -> signups.begin(request));
    }

    @Override
    public CredentialSummary complete(CredentialKey key, SignupResult result) {
        return context.events()
                .around(agent.id(), Kind.SIGNUP_COMPLETE, key.toString(), () -> signups.complete(key, result))
                .summary();
    }

    @Override
    public void abandon(CredentialKey key) {
        context.events().around(agent.id(), Kind.SIGNUP_ABANDON, key.toString(), () -> {
            signups.abandon(key);
            return key;
        });
    }
}
