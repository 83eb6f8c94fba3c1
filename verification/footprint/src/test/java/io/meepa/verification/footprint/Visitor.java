package io.meepa.verification.footprint;

import io.meepa.credentials.AgentCredentials;
import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import java.nio.file.Path;

/** A host in a runtime image: stores a login, opens the home again and reads it. Arguments: configuration, home. */
final class Visitor {

    private Visitor() {}

    public static void main(String[] arguments) {
        Path configuration = Path.of(arguments[0]);
        Path home = Path.of(arguments[1]);
        try (CredentialManager manager = open(configuration, home)) {
            AgentCredentials meepa = manager.agent("meepa");
            System.out.println("provisioned " + meepa.provision().outcomes().size());
            meepa.add(AgentCredential.login("github")
                    .item("token", Secret.of("visitor-token"), ItemType.API_TOKEN)
                    .build());
        }
        try (CredentialManager manager = open(configuration, home)) {
            AgentCredential login = manager.agent("meepa").get(Category.LOGIN, "github");
            System.out.println("read " + login.items().size());
        }
    }

    private static CredentialManager open(Path configuration, Path home) {
        return CredentialManager.builder()
                .configuration(configuration)
                .home(home)
                .open();
    }
}
