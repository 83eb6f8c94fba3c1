package io.meepa.examples.quickstart;

import io.meepa.credentials.CredentialManagerBuilder;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The paid services: real ones where their key is exported, stand-ins in this process where it is not. */
final class Services implements AutoCloseable {

    private static final String MAIL_KEY = "AGENTMAIL_API_KEY";
    private static final String CARD_KEY = "PRIVACY_API_KEY";

    private final Optional<AgentMailStandIn> mail;
    private final Optional<PrivacyStandIn> cards;

    private Services(Optional<AgentMailStandIn> mail, Optional<PrivacyStandIn> cards) {
        this.mail = mail;
        this.cards = cards;
    }

    static Services start() {
        return new Services(
                exported(MAIL_KEY) ? Optional.empty() : Optional.of(AgentMailStandIn.start()),
                exported(CARD_KEY) ? Optional.empty() : Optional.of(PrivacyStandIn.start()));
    }

    CredentialManagerBuilder configure(CredentialManagerBuilder builder) {
        Map<String, String> keys = new HashMap<>();
        mail.ifPresent(standIn -> {
            keys.put(MAIL_KEY, standIn.organisationKeyText());
            point(builder, "credentials.email.agentmail", standIn.baseUrl());
        });
        cards.ifPresent(standIn -> {
            keys.put(CARD_KEY, standIn.accountKeyText());
            point(builder, "credentials.credit_card.privacy_com", standIn.baseUrl());
        });
        return builder.environment(name -> keys.getOrDefault(name, System.getenv(name)));
    }

    String describe() {
        return "AgentMail " + (mail.isPresent() ? "(stand-in)" : "(real)") + ", Privacy.com "
                + (cards.isPresent() ? "(stand-in)" : "(real)");
    }

    @Override
    public void close() {
        mail.ifPresent(AgentMailStandIn::close);
        cards.ifPresent(PrivacyStandIn::close);
    }

    private static void point(CredentialManagerBuilder builder, String section, String url) {
        builder.set(section + ".base_url", url).set(section + ".allow_loopback_http", true);
    }

    private static boolean exported(String name) {
        String value = System.getenv(name);
        return value != null && !value.isBlank();
    }
}
