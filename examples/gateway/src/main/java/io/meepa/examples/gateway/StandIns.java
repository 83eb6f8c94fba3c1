package io.meepa.examples.gateway;

import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import java.util.Map;

/** AgentMail and Privacy.com in this process, for those who look around without an account. */
final class StandIns implements AutoCloseable {

    private final AgentMailStandIn mail = AgentMailStandIn.start();
    private final PrivacyStandIn cards = PrivacyStandIn.start();

    CredentialManagerBuilder configure(CredentialManagerBuilder builder) {
        Map<String, String> keys =
                Map.of("AGENTMAIL_API_KEY", mail.organisationKeyText(), "PRIVACY_API_KEY", cards.accountKeyText());
        point(builder, "credentials.email.agentmail", mail.baseUrl());
        point(builder, "credentials.credit_card.privacy_com", cards.baseUrl());
        return builder.environment(name -> keys.getOrDefault(name, System.getenv(name)));
    }

    private static void point(CredentialManagerBuilder builder, String section, String url) {
        builder.set(section + ".base_url", url).set(section + ".allow_loopback_http", true);
    }

    @Override
    public void close() {
        mail.close();
        cards.close();
    }
}
