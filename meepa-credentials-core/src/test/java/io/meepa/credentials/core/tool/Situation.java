package io.meepa.credentials.core.tool;

import io.meepa.credentials.core.tool.HandOverRules.Grant;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An agent with credentials, a host with variables, and rules. */
final class Situation {

    static final String ORGANISATION_KEY = "org-canary-7f3a9b1c5d";
    static final String OWN_KEY = "own-scoped-key-2e8d4a";
    static final String TOKEN = "ghp_Abc123Def456Ghi789";

    final List<AgentCredential> credentials = new ArrayList<>();
    final List<Grant> grants = new ArrayList<>();
    final Map<String, String> host = new HashMap<>();
    final Set<String> switchedOn = new HashSet<>();
    final Map<String, Map<String, String>> conventions = new HashMap<>();
    boolean inject = true;

    static Situation ofAnEquippedAgent() {
        Situation situation = new Situation();
        situation.conventions.put("agentmail", Map.of("api_key", "AGENTMAIL_API_KEY"));
        situation.host.putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", "/home/host", "LANG", "C.UTF-8"));
        situation.host.putAll(Map.of(
                "AGENTMAIL_API_KEY", ORGANISATION_KEY, "PRIVACY_API_KEY", "privacy-" + ORGANISATION_KEY, "SHLVL", "3"));
        situation.credentials.add(AgentCredential.of(Category.EMAIL, "agentmail")
                .item("address", Secret.of("meepa@example.com"), ItemType.EMAIL)
                .item("inbox_id", Secret.of("inbox-1"), ItemType.OTHER)
                .item("api_key", Secret.of(OWN_KEY), ItemType.API_TOKEN)
                .build());
        situation.credentials.add(phone(CredentialStatus.Settled.EXISTING));
        situation.credentials.add(AgentCredential.login("github")
                .item("token", Secret.of(TOKEN), ItemType.API_TOKEN)
                .build());
        return situation;
    }

    static AgentCredential phone(CredentialStatus status) {
        return AgentCredential.of(Category.PHONE, "tello")
                .item("number", Secret.of("+15550100"), ItemType.PHONE)
                .status(status)
                .build();
    }

    Situation with(AgentCredential credential) {
        credentials.add(credential);
        return this;
    }

    Situation granting(CredentialKey key, String item, String variable) {
        grants.add(new Grant(key, item, variable));
        return this;
    }

    Situation grantingToken(String variable) {
        return granting(CredentialKey.of(Category.LOGIN, "github"), "token", variable);
    }

    /** Adds a login with one item and grants it as the variable {@code VALUE}. */
    Situation grantingValue(Secret value) {
        credentials.add(AgentCredential.login("some")
                .item("value", value, ItemType.PASSWORD)
                .build());
        return granting(CredentialKey.of(Category.LOGIN, "some"), "value", "VALUE");
    }

    HandOverRules rules() {
        return new HandOverRules(
                inject,
                grants,
                conventions,
                new OrganisationKeys(Set.of("AGENTMAIL_API_KEY", "PRIVACY_API_KEY"), switchedOn));
    }

    GrantedEnvironment environment() {
        return GrantedEnvironment.of(credentials, rules(), host::get);
    }
}
