package io.meepa.examples.agentruntime;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.util.Map;

/** An agent with a GitHub token that its tools may use, and a model's key that they may not. Nothing touches a disk. */
final class AgentFixture implements AutoCloseable {

    static final String TOKEN = "ghp-canary-77aa";
    static final CredentialKey GITHUB = CredentialKey.of(Category.LOGIN, "github");

    private final CredentialManager manager = CredentialManager.builder()
            .set("credentials.credential_store.provider", "none")
            .set("agent_defaults.image_config.inject_credentials_env", true)
            .set("credentials.environment.grants", Map.of("GITHUB_TOKEN", "login/github#token"))
            .environment(Map.<String, String>of()::get)
            .open();

    AgentFixture() {
        agent().add(github(TOKEN));
    }

    AgentCredentials agent() {
        return manager.agent("meepa");
    }

    StoredValue token() {
        return new StoredValue(agent(), GITHUB, "token");
    }

    /** What a rotation or an operator does. */
    void renew(String token) {
        agent().replace(github(token));
    }

    @Override
    public void close() {
        manager.close();
    }

    private static AgentCredential github(String token) {
        return AgentCredential.login("github")
                .item("token", Secret.of(token), ItemType.API_TOKEN)
                .build();
    }
}
