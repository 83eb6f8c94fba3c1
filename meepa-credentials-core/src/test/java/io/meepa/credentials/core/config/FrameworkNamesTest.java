package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.core.builtin.ExistingProvider;
import io.meepa.credentials.core.builtin.ManualProvider;
import io.meepa.credentials.core.config.grant.Grant;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.setting.PlacedValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frameworks spell keys, lists and sections their own way: with dashes, in capitals, by number. */
class FrameworkNamesTest {

    private static final KnownPlugins DESCRIBED = new KnownPlugins(
            Set.of("sops"),
            Map.of(
                    "existing", Set.of(Category.EMAIL),
                    "manual", Set.of(Category.CREDIT_CARD, Category.PHONE)),
            () -> new SettingCatalogue(List.of(), List.of(new ExistingProvider(), new ManualProvider())).settings(),
            (service, sections) -> List.of());

    @TempDir
    private Path folder;

    private static Host host() {
        return Host.withoutFile().knowing(DESCRIBED);
    }

    private static boolean cards(Configuration configuration) {
        return configuration.categories().stream()
                .anyMatch(choice -> choice.category().equals(Category.CREDIT_CARD) && choice.enabled());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credentials.credit_card.enabled",
                "credentials.credit-card.enabled",
                "credentials.creditCard.enabled",
                "credentials.creditcard.enabled",
                "credentials.credit.card.enabled",
                "MEEPA_CREDENTIALS_CREDIT_CARD_ENABLED",
                "MEEPA_CREDENTIALS_CREDITCARD_ENABLED"
            })
    @DisplayName("A described key is found in each usual spelling")
    void findsAKeyInEachSpelling(String spelled) {
        assertThat(cards(host().set(spelled, "true").read())).isTrue();
    }

    @Test
    @DisplayName("Sections are taken apart, however a binder nests them")
    void takesSectionsApart() {
        Map<String, Object> nested = Map.of("credit", Map.of("card", Map.of("enabled", "true")), "lock-timeout", "7s");

        Configuration configuration = host().set("credentials", nested).read();

        assertThat(cards(configuration)).isTrue();
        assertThat(configuration.limits().lockTimeout()).hasSeconds(7);
    }

    @Test
    @DisplayName("A later spelling of a key beats an earlier one")
    void takesTheLastOfSeveralSpellings() {
        assertThat(cards(host().set("credentials.credit_card.enabled", true)
                        .set("MEEPA_CREDENTIALS_CREDIT_CARD_ENABLED", "false")
                        .read()))
                .isFalse();
    }

    @Test
    @DisplayName("A list is a list, a text with commas in a variable, or elements by number")
    void readsEachKindOfList() {
        Stream.of(
                        host().set("credentials.environment.organisation_keys", List.of("A_KEY", "B_KEY")),
                        host().set("credentials.environment.organisation_keys", Map.of("0", "A_KEY", "1", "B_KEY")),
                        host().set("credentials.environment.organisation-keys[1]", "B_KEY")
                                .set("credentials.environment.organisation-keys[0]", "A_KEY"),
                        host().set("MEEPA_CREDENTIALS_ENVIRONMENT_ORGANISATION_KEYS", "A_KEY, B_KEY"),
                        host().set("MEEPA_CREDENTIALS_ENVIRONMENT_ORGANISATION_KEYS_0", "A_KEY")
                                .set("MEEPA_CREDENTIALS_ENVIRONMENT_ORGANISATION_KEYS_1", "B_KEY"))
                .forEach(host -> assertThat(host.read().handOver().organisationVariables())
                        .containsExactlyInAnyOrder("A_KEY", "B_KEY"));
    }

    @Test
    @DisplayName("A list with a gap is refused, and so is one that is numbered from 1")
    void refusesAListWithAGap() {
        assertThat(host().set("credentials.environment.organisation_keys", Map.of("0", "A_KEY", "2", "B_KEY"))
                        .refusal())
                .isEqualTo("set in code: credentials.environment.organisation_keys lacks element 1: number its elements"
                        + " from 0, without a gap");
    }

    @Test
    @DisplayName("Agents are a list, sections by id, or elements by number")
    void readsEachKindOfAgents() {
        Stream.of(
                        host().set("agents", List.of(Map.of("id", "my-bot", "identity", Map.of("emailPrefix", "bot")))),
                        host().set(
                                        "agents",
                                        Map.of("0", Map.of("id", "my-bot", "identity", Map.of("email_prefix", "bot")))),
                        host().set("agents[0].id", "my-bot").set("agents[0].identity.email-prefix", "bot"),
                        host().set("agents.0.id", "my-bot").set("agents.0.identity.email-prefix", "bot"),
                        host().set("agents.my-bot.identity.email-prefix", "bot"),
                        host().set("MEEPA_AGENTS_0_ID", "my-bot").set("MEEPA_AGENTS_0_IDENTITY_EMAIL_PREFIX", "bot"))
                .forEach(host -> assertThat(host.read()
                                .agent(AgentId.of("my-bot"))
                                .profile()
                                .emailPrefix())
                        .contains("bot"));
    }

    @Test
    @DisplayName("An agent of the file is meant, though a variable cannot spell its dash")
    void findsAListedAgent() {
        Configuration configuration = Host.writing(folder, "agents: [{id: my-bot}]")
                .knowing(DESCRIBED)
                .set("MEEPA_AGENTS_MY_BOT_IDENTITY_EMAIL_PREFIX", "bot")
                .read();

        assertThat(configuration.agents()).hasSize(1);
        assertThat(configuration.agents().get(0).profile().emailPrefix()).contains("bot");
    }

    @Test
    @DisplayName("A variable's name of the host's choice stays as it is")
    void keepsFreeNames() {
        Configuration configuration = host().set(
                        "MEEPA_CREDENTIALS_ENVIRONMENT_GRANTS_GITHUB_TOKEN", "login/github#token")
                .set("MEEPA_CREDENTIALS_ENVIRONMENT_GRANTS_STRIPE_KEY_ITEM", "api_key/stripe#api_key")
                .set("MEEPA_CREDENTIALS_ENVIRONMENT_GRANTS_STRIPE_KEY_TOOLS", "shell,editor")
                .set("MEEPA_AGENT_DEFAULTS_IMAGE_CONFIG_INJECT_CREDENTIALS_ENV", "true")
                .read();

        assertThat(configuration.handOver().inject()).isTrue();
        assertThat(configuration.handOver().grants())
                .extracting(Grant::name)
                .containsExactly("GITHUB_TOKEN", "STRIPE_KEY");
        assertThat(configuration.handOver().grants().get(1).tools()).contains(Set.of("shell", "editor"));
    }

    @Test
    @DisplayName("Texts are read as strictly as ever, and the message names the place where a person wrote them")
    void namesThePlace() {
        PlacedValue wrong = new PlacedValue("canary-yes", "application.yaml:7");

        assertThat(host().set("credentials.credit-card.enabled", wrong).refusal())
                .isEqualTo("application.yaml:7: credentials.credit_card.enabled must be true or false");
        assertThat(host().set("credentials.credit-crad.enabled", wrong).refusal())
                .isEqualTo(
                        "application.yaml:7: credentials.credit-crad is not a setting of Meepa Credentials; did you mean"
                                + " credit_card?");
        assertThat(wrong).hasToString("application.yaml:7");
    }

    @Test
    @DisplayName("A framework's empty text is an empty list where a list is meant, and no value elsewhere")
    void takesAnEmptyTextForAnEmptyList() {
        PlacedValue empty = new PlacedValue("", "application-prod.yaml:3");

        assertThat(host().set("credentials.environment.organisation_keys", List.of("A_KEY"))
                        .set("credentials.environment.organisation-keys", empty)
                        .read()
                        .handOver()
                        .organisationVariables())
                .isEmpty();
        assertThat(host().set("credentials.environment.organisation_keys", List.of("A_KEY"))
                        .set("MEEPA_CREDENTIALS_ENVIRONMENT_ORGANISATION_KEYS", empty)
                        .read()
                        .handOver()
                        .organisationVariables())
                .isEmpty();
        assertThat(host().set("credentials.environment.grants.TOKEN.item", "login/github#token")
                        .set("credentials.environment.grants.TOKEN.agents", empty)
                        .read()
                        .handOver()
                        .grants())
                .singleElement()
                .satisfies(grant -> assertThat(grant.agents()).contains(Set.of()));
        assertThat(host().set("credentials.lock_timeout", "7s")
                        .set("credentials.lock-timeout", empty)
                        .read()
                        .limits()
                        .lockTimeout())
                .isEqualTo(host().read().limits().lockTimeout());
        assertThat(host().set("agents", List.of(Map.of("id", "bot", "identity", Map.of("email_prefix", empty))))
                        .read()
                        .agent(AgentId.of("bot"))
                        .profile()
                        .emailPrefix())
                .isEmpty();
        assertThat(host().set("agents", empty).read().agents()).isEmpty();
    }

    @Test
    @DisplayName("An empty section takes nothing away from one that is there")
    void mergesAnEmptySection() {
        assertThat(host().set("credentials.environment.grants.TOKEN", "login/github#token")
                        .set("credentials.environment.grants", new PlacedValue("", "application-prod.yaml:3"))
                        .read()
                        .handOver()
                        .grants())
                .hasSize(1);
    }

    @Test
    @DisplayName("A section without keys is there, though a framework hands over an empty text")
    void takesAnEmptyTextForASection() {
        PlacedValue empty = new PlacedValue("", "application.yaml:3");

        assertThat(host().set("credentials.credit-card", empty).read().categories())
                .anySatisfy(choice -> assertThat(choice.category()).isEqualTo(Category.CREDIT_CARD));
        assertThat(host().set("agents", List.of(Map.of("id", "bot", "identity", empty)))
                        .read()
                        .agents())
                .hasSize(1);
    }

    @Test
    @DisplayName("A framework's text with commas is a list where a list is meant")
    void splitsAText() {
        assertThat(host().set(
                                "credentials.environment.organisation-keys",
                                new PlacedValue("A_KEY, B_KEY", "application.properties:3"))
                        .read()
                        .handOver()
                        .organisationVariables())
                .containsExactlyInAnyOrder("A_KEY", "B_KEY");
    }

    @Test
    @DisplayName("A variable is about an agent that is listed, in whatever way, and adds none")
    void addsNoAgentByAVariable() {
        Stream.of(
                        host().set("agents", List.of(Map.of("id", "my-bot"))),
                        host().set("agents.my-bot.identity.enabled", "true"),
                        host().set("agents[0].id", "my-bot"),
                        host().set("MEEPA_AGENTS_0_ID", "my-bot"))
                .map(host -> host.set("MEEPA_AGENTS_MY_BOT_IDENTITY_EMAIL_PREFIX", "bot"))
                .forEach(host -> assertThat(host.read().agents())
                        .singleElement()
                        .satisfies(agent -> {
                            assertThat(agent.id()).isEqualTo(AgentId.of("my-bot"));
                            assertThat(agent.profile().emailPrefix()).contains("bot");
                        }));

        assertThat(host().set("agents", List.of(Map.of("id", "my-bot")))
                        .set("MEEPA_AGENTS_MY_BTO_IDENTITY_EMAIL_PREFIX", new PlacedValue("bot", "environment"))
                        .refusal())
                .isEqualTo(
                        "environment: MEEPA_AGENTS_MY_BTO_IDENTITY_EMAIL_PREFIX is about an agent that is not listed;"
                                + " did you mean my-bot?; MEEPA_AGENTS_0_ID lists one");
    }

    @Test
    @DisplayName("What stands beside the id of an agent is checked where a framework's file is all ours")
    void checksWhatStandsBesideAnId() {
        Map<String, Object> slip = Map.of(
                "id",
                new PlacedValue("off", "application.yaml:4"),
                "idenity",
                Map.of("enabled", new PlacedValue(false, "application.yaml:5")));

        assertThat(host().set("agents", List.of(slip)).refusal())
                .isEqualTo(
                        "application.yaml:5: agents.off.idenity.enabled is not a setting of Meepa Credentials; an agent"
                                + " has id and identity; did you mean identity?");
        assertThat(host().set("agents", List.of(Map.of("id", "own", "image", "x")))
                        .read()
                        .agents())
                .hasSize(1);
    }

    @Test
    @DisplayName("A list of agents has no gap, and what a framework nests is named by where it was written")
    void namesThePlaceOfAnElement() {
        assertThat(host().set("MEEPA_AGENTS_1_ID", new PlacedValue("bot", "environment"))
                        .refusal())
                .isEqualTo("environment: agents lacks element 0: number its elements from 0, without a gap");
        assertThat(host().set(
                                "agents",
                                Map.of(
                                        "0",
                                        Map.of(
                                                "identity",
                                                Map.of("enabled", new PlacedValue(true, "application.yaml:4")))))
                        .refusal())
                .isEqualTo("application.yaml:4: agents[0].id is required");
        assertThat(host().set("agents", new PlacedValue("robo,two", "application.yaml:4"))
                        .refusal())
                .isEqualTo("application.yaml:4: agents must be a list of sections, each with an id");
    }

    @Test
    @DisplayName("The nearest root is named")
    void namesTheNearestRoot() {
        assertThat(host().set("credentails.enabled", new PlacedValue(true, "application.yaml:2"))
                        .refusal())
                .isEqualTo("application.yaml:2: credentails.enabled is not a setting of Meepa Credentials; did you mean"
                        + " credentials?");
    }

    @Test
    @DisplayName("A variable that is no setting is refused with the nearest that is")
    void refusesAVariableThatIsNone() {
        PlacedValue given = new PlacedValue("true", "environment");

        assertThat(host().set("MEEPA_CREDENTIALS_PHONE_ENABELD", given).refusal())
                .isEqualTo(
                        "environment: MEEPA_CREDENTIALS_PHONE_ENABELD is not a setting of Meepa Credentials; did you mean"
                                + " MEEPA_CREDENTIALS_PHONE_ENABLED?");
    }

    @Test
    @DisplayName("No two keys have the same spelling")
    void hasNoAmbiguousSpelling() {
        assertThat(DESCRIBED.settings().get().stream()
                        .map(key ->
                                key.path().replaceAll("[^A-Za-z<>\\[\\]]", "").toLowerCase(java.util.Locale.ROOT)))
                .doesNotHaveDuplicates();
    }
}
