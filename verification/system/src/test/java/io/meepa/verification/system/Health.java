package io.meepa.verification.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.CredentialManager;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemKeys;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.standin.agentmail.AgentMailStandIn;
import io.meepa.credentials.standin.privacy.PrivacyStandIn;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is healthy on a host: what lives upstream, and what its agents can read.
 *
 * @param inboxes the inboxes, by id
 * @param cards the open cards, by token
 */
record Health(Set<String> inboxes, Set<String> cards) {

    private static final CredentialKey MAIL = CredentialKey.of(Category.EMAIL, "agentmail");
    private static final CredentialKey CARD = CredentialKey.of(Category.CREDIT_CARD, "privacy_com");

    static Health of(Installation installation) {
        return new Health(inboxes(installation), cards(installation));
    }

    /** Returns the state in which nothing upstream is wanted any more. */
    static Health none() {
        return new Health(Set.of(), Set.of());
    }

    /** Requires that nothing of it is gone, and that what is on record as usable can be used. */
    void requireKept(DoctorFixture fixture) {
        assertThat(inboxes(fixture.installation)).as("inboxes").containsAll(inboxes);
        assertThat(cards(fixture.installation)).as("cards").containsAll(cards);
        try (CredentialManager manager = fixture.open()) {
            for (String agent : Set.of("meepa", "other")) {
                assertThat(manager.agent(agent)
                                .get(CredentialKey.of(Category.LOGIN, "github"))
                                .secret("token")
                                .matches(Secret.of(DoctorFixture.LOGIN_TOKEN)))
                        .as("the login of " + agent)
                        .isTrue();
            }
            if (isUsable(manager, MAIL)) {
                requireLive(manager.agent("meepa").get(MAIL), fixture.installation.mail);
            }
            if (isUsable(manager, CARD)) {
                String token =
                        manager.agent("meepa").get(CARD).secret(ItemKeys.TOKEN).reveal();
                assertThat(cards(fixture.installation)).as("the card on record").contains(token);
            }
        }
    }

    private static void requireLive(AgentCredential mail, AgentMailStandIn upstream) {
        assertThat(upstream.inboxes())
                .extracting(AgentMailStandIn.Inbox::id)
                .as("the inbox on record")
                .contains(mail.secret(ItemKeys.INBOX_ID).reveal());
        assertThat(upstream.liveKeys())
                .as("the key on record")
                .anyMatch(key -> key.value().matches(mail.secret(ItemKeys.API_KEY)));
    }

    private static boolean isUsable(CredentialManager manager, CredentialKey key) {
        return manager.agent("meepa").list().stream()
                .anyMatch(summary -> summary.service().equals(key.service())
                        && summary.category().equals(key.category())
                        && isUsable(summary));
    }

    private static boolean isUsable(CredentialSummary summary) {
        return summary.usable();
    }

    private static Set<String> inboxes(Installation installation) {
        return installation.mail.inboxes().stream()
                .map(AgentMailStandIn.Inbox::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> cards(Installation installation) {
        return installation.cards.cards().stream()
                .filter(card -> !card.state().equals("CLOSED"))
                .map(PrivacyStandIn.IssuedCard::token)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
