package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.spi.SecretSource;
import io.meepa.credentials.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test a key of the seed. */
class ConfigurationKeysTest {

    private static final AgentId MEEPA = AgentId.of("meepa");

    @TempDir
    private Path folder;

    private Host host(String yaml) {
        return Host.writing(folder, yaml);
    }

    private Host email(String members) {
        return host("credentials: {enabled: true, email: {enabled: true, " + members + "}}");
    }

    private Host card(String members) {
        return host("credentials: {enabled: true, credit_card: {enabled: true, " + members + "}}");
    }

    private Host identity(String members) {
        return host("agents: [{id: meepa, identity: {" + members + "}}]");
    }

    private static CategoryChoice choice(Configuration configuration, Category category) {
        return configuration.categories().stream()
                .filter(choice -> choice.category().equals(category))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "~\n", "credentials:\n", "gateway: {port: 1}\n"})
    @DisplayName("M-30 nothing is enabled unless it says so")
    void enablesNothingByDefault(String yaml) {
        Configuration configuration = host(yaml).read();

        assertThat(configuration.enabled()).isFalse();
        assertThat(configuration.categories())
                .extracting(CategoryChoice::category)
                .containsExactly(Category.EMAIL, Category.PHONE, Category.CREDIT_CARD);
        assertThat(configuration.categories()).noneMatch(CategoryChoice::enabled);
        assertThat(configuration.agents()).isEmpty();
        assertThat(configuration.handOver().inject()).isFalse();
    }

    @Test
    @DisplayName("M-30 credentials.enabled switches everything")
    void enablesAll() {
        assertThat(host("credentials: {enabled: true}").read().enabled()).isTrue();
        Configuration off = host("credentials: {enabled: false, email: {enabled: true, provider: agentmail}}")
                .read();
        assertThat(off.provisions(MEEPA, Category.EMAIL)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"sops, false", "none, true", "memory, false"})
    @DisplayName("M-31 credential_store.provider")
    void choosesTheStore(String id, boolean memoryOnly) {
        StoreChoice store = host("credentials: {credential_store: {provider: " + id + "}}")
                .read()
                .store();

        assertThat(store.id()).isEqualTo(id);
        assertThat(store.memoryOnly()).isEqualTo(memoryOnly);
        assertThat(store.settings().path()).isEqualTo("credentials.credential_store." + id);
    }

    @Test
    @DisplayName("M-31 sops is the default, and its absence is reported")
    void keepsInSopsByDefault() {
        assertThat(host("").read().store().id()).isEqualTo("sops");
        assertThat(host("").knowing(new KnownPlugins(Set.of("memory"), Map.of()))
                        .refusal())
                .contains("credentials.credential_store.provider")
                .contains("sops, is not on the class path; known are memory, none");
    }

    @Test
    @DisplayName("M-31 an unknown store is a start-up error")
    void refusesAnUnknownStore() {
        assertThat(host("credentials:\n  credential_store:\n    provider: spos\n")
                        .refusal())
                .endsWith("config.yaml:3: credentials.credential_store.provider names no known store;"
                        + " did you mean sops?; known are memory, none, sops");
    }

    @Test
    @DisplayName("M-32 sops.public_key reaches the store")
    void handsOverThePublicKey() {
        Settings sops = host("credentials: {credential_store: {sops: {public_key: age1abc}}}")
                .read()
                .store()
                .settings();

        assertThat(sops.text("public_key")).contains("age1abc");
    }

    @Test
    @DisplayName("M-33 sops.key_file reaches the store")
    void handsOverTheKeyFile() {
        Settings sops = host("credentials: {credential_store: {sops: {key_file: /keys/a.key}}}")
                .read()
                .store()
                .settings();

        assertThat(sops.text("key_file")).contains("/keys/a.key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agentmail", "google_workspace", "existing"})
    @DisplayName("M-34 email.provider")
    void choosesTheMailProvider(String id) {
        CategoryChoice email = choice(email("provider: " + id).read(), Category.EMAIL);

        assertThat(email.enabled()).isTrue();
        assertThat(email.provider()).contains(id);
        assertThat(email.settings().path()).isEqualTo("credentials.email." + id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agentmial | names no known provider of email; did you mean agentmail?",
                "zzz | names no known provider of email; known are agentmail, existing, google_workspace",
                "privacy_com | names a provider that does not issue email; those that do are agentmail, existing,",
            })
    @DisplayName("M-34 a provider that is unknown or does not issue mail is a start-up error")
    void refusesAnotherMailProvider(String id, String why) {
        assertThat(email("provider: " + id).refusal()).contains("config.yaml:1: credentials.email.provider " + why);
    }

    @Test
    @DisplayName("M-34 a section of another provider of the category may stay")
    void ignoresSectionsOfOtherProviders() {
        CategoryChoice email =
                choice(email("provider: agentmail, existing: {anything: 1}").read(), Category.EMAIL);

        assertThat(email.settings().path()).isEqualTo("credentials.email.agentmail");
        assertThat(email("provider: agentmail, existing: 1").refusal())
                .endsWith("credentials.email.existing must be a section");
        assertThat(email("provider: agentmail, privacy_com: {}").refusal())
                .contains("credentials.email.privacy_com is not a setting of Meepa Credentials");
    }

    @Test
    @DisplayName("M-35 email.agentmail.api_key_env names a variable that is read at call time")
    void namesTheMailKeysVariable() {
        Host host = email("provider: agentmail, agentmail: {api_key_env: OTHER_KEY}");
        Settings settings = choice(host.read(), Category.EMAIL).settings();
        SecretSource key = settings.secretFromEnvironment("api_key_env", "AGENTMAIL_API_KEY");

        assertThat(key.available()).isFalse();
        host.export("OTHER_KEY", "set later");
        assertThat(key.available()).isTrue();
    }

    @Test
    @DisplayName("M-36 email.agentmail.domain is optional")
    void handsOverTheDomain() {
        Host host = email("provider: agentmail, agentmail: {domain: example.org}");

        assertThat(choice(host.read(), Category.EMAIL).settings().text("domain"))
                .contains("example.org");
        assertThat(choice(email("provider: agentmail").read(), Category.EMAIL)
                        .settings()
                        .text("domain"))
                .isEmpty();
    }

    @Test
    @DisplayName("M-37 phone.enabled is off by default, and then a number of the agent's changes nothing")
    void skipsPhonesByDefault() {
        String agent = "agents: [{id: meepa, identity: {phone_number: \"+15550100000\"}}]\n";
        Configuration off = host(agent + "credentials: {enabled: true}").read();
        Configuration on = host(agent + "credentials: {enabled: true, phone: {enabled: true}}")
                .read();

        assertThat(off.provisions(MEEPA, Category.PHONE)).isFalse();
        assertThat(on.provisions(MEEPA, Category.PHONE)).isTrue();
        assertThat(choice(on, Category.PHONE).provider()).contains("manual");
    }

    @ParameterizedTest
    @ValueSource(strings = {"privacy_com", "manual"})
    @DisplayName("M-38 credit_card.enabled and credit_card.provider")
    void choosesTheCardProvider(String id) {
        CategoryChoice card = choice(card("provider: " + id).read(), Category.CREDIT_CARD);

        assertThat(card.enabled()).isTrue();
        assertThat(card.provider()).contains(id);
    }

    @Test
    @DisplayName("M-38 a missing provider is an error that lists the known ones")
    void asksForAProviderWhereThereAreSeveral() {
        assertThat(card("manual: {}").refusal())
                .endsWith("credentials.credit_card.provider is required while the category is enabled;"
                        + " known are manual, privacy_com");
        assertThat(host("credentials: {credit_card: {enabled: true}}")
                        .knowing(new KnownPlugins(Set.of("sops"), Map.of()))
                        .refusal())
                .contains("no provider of credit_card is on the class path");
    }

    @Test
    @DisplayName("M-39 privacy_com.api_key_env names a variable")
    void namesTheCardKeysVariable() {
        Host host =
                card("provider: privacy_com, privacy_com: {api_key_env: CARDS}").export("CARDS", "k");
        Settings settings = choice(host.read(), Category.CREDIT_CARD).settings();

        assertThat(settings.secretFromEnvironment("api_key_env", "PRIVACY_API_KEY")
                        .describe())
                .isEqualTo("environment variable CARDS (credentials.credit_card.privacy_com.api_key_env)");
    }

    @Test
    @DisplayName("M-40 default_spend_limit is in whole cents")
    void handsOverTheSpendLimit() {
        Settings settings = choice(
                        card("provider: privacy_com, privacy_com: {default_spend_limit: 1}")
                                .read(),
                        Category.CREDIT_CARD)
                .settings();

        assertThat(settings.integer("default_spend_limit", 0, 10)).hasValue(1);
    }

    @Test
    @DisplayName("M-41 default_spend_limit_duration reaches the provider")
    void handsOverTheDuration() {
        Settings settings = choice(
                        card("provider: privacy_com, privacy_com: {default_spend_limit_duration: ANNUALLY}")
                                .read(),
                        Category.CREDIT_CARD)
                .settings();

        assertThat(settings.text("default_spend_limit_duration")).contains("ANNUALLY");
    }

    @Test
    @DisplayName("M-42 card_type reaches the provider")
    void handsOverTheCardType() {
        Settings settings = choice(
                        card("provider: privacy_com, privacy_com: {card_type: SINGLE_USE}")
                                .read(),
                        Category.CREDIT_CARD)
                .settings();

        assertThat(settings.text("card_type")).contains("SINGLE_USE");
    }

    @Test
    @DisplayName("M-43 agents[].id is validated")
    void checksAgentIds() {
        assertThat(host("agents:\n  - id: meepa\n  - id: a.b\n").read().agents())
                .extracting(agent -> agent.id().value())
                .containsExactly("meepa", "a.b");
        assertThat(host("agents:\n  - id: Meepa/..\n").refusal())
                .contains("config.yaml:2: agents[0].id must be 1 to 64 of a-z")
                .doesNotContain("Meepa/..");
        assertThat(host("agents:\n  - name: x\n").refusal()).endsWith("config.yaml:2: agents[0].id is required");
        assertThat(host("agents:\n  - id: 42\n").refusal()).endsWith("agents[0].id must be a text; put it in quotes");
    }

    @Test
    @DisplayName("M-43 agents[].id is unique")
    void refusesTwoAgentsOfOneId() {
        assertThat(host("agents:\n  - id: meepa\n  - model: x\n    id: meepa\n").refusal())
                .matches(
                        ".*config\\.yaml:4: agents\\[1]\\.id is the id of the agent at .*config\\.yaml:2 too; keep one");
    }

    @Test
    @DisplayName("M-44 identity.enabled false provisions nothing for that agent")
    void disablesAnAgent() {
        String global = "credentials: {enabled: true, email: {enabled: true, provider: existing}}\n";

        assertThat(host(global + "agents: [{id: meepa, identity: {enabled: false}}, {id: b}]")
                        .read())
                .satisfies(read ->
                        assertThat(read.provisions(MEEPA, Category.EMAIL)).isFalse())
                .satisfies(read -> assertThat(read.provisions(AgentId.of("b"), Category.EMAIL))
                        .isTrue());
    }

    @Test
    @DisplayName("M-45 identity.email_prefix is a local part")
    void readsThePrefix() {
        assertThat(identity("email_prefix: my.agent-1")
                        .read()
                        .agent(MEEPA)
                        .profile()
                        .emailPrefix())
                .contains("my.agent-1");
        for (String bad : new String[] {"a@b", ".a", "a..b", "'a b'", "x".repeat(65), "'ä'"}) {
            assertThat(identity("email_prefix: " + bad).refusal())
                    .contains("agents.meepa.identity.email_prefix must be what stands before the @");
        }
    }

    @Test
    @DisplayName("M-46 identity.credit_card_spend_limit is in cents, zero or more")
    void readsTheAgentsLimit() {
        assertThat(identity("credit_card_spend_limit: 0")
                        .read()
                        .agent(MEEPA)
                        .profile()
                        .spendLimitCents())
                .hasValue(0);
        for (String bad : new String[] {"-1", "1000000001", "20.5", "'2000'", "0x10", "010", "1_000"}) {
            assertThat(identity("credit_card_spend_limit: " + bad).refusal())
                    .contains("config.yaml:1: agents.meepa.identity.credit_card_spend_limit must be");
        }
    }

    @Test
    @DisplayName("M-37a identity.phone_number is in E.164 form, quoted or not")
    void readsTheNumber() {
        for (String good : new String[] {"\"+15550100000\"", "+15550100000"}) {
            assertThat(identity("phone_number: " + good)
                            .read()
                            .agent(MEEPA)
                            .profile()
                            .phoneNumber())
                    .isEqualTo(Optional.of("+15550100000"));
        }
        for (String bad : new String[] {"'+05550100000'", "'15550100000'", "'+1 555 0100000'", "'+1555010000012345'"}) {
            assertThat(identity("phone_number: " + bad).refusal())
                    .contains("agents.meepa.identity.phone_number must be in E.164 form")
                    .doesNotContain(bad);
        }
    }

    @Test
    @DisplayName("M-48 an unknown key is an error with file, line, path and the nearest key")
    void refusesUnknownKeys() {
        assertThat(host("credentials:\n  emial:\n    enabled: true\n").refusal())
                .isEqualTo(folder.resolve("config.yaml")
                        + ":2: credentials.emial is not a setting of Meepa Credentials; did you mean email?");
    }

    @Test
    @DisplayName("M-57 inject_credentials_env is off by default")
    void injectsOnlyOnDemand() {
        assertThat(host("agent_defaults: {image_config: {image: x}}")
                        .read()
                        .handOver()
                        .inject())
                .isFalse();
        assertThat(host("agent_defaults: {image_config: {inject_credentials_env: true}}")
                        .read()
                        .handOver()
                        .inject())
                .isTrue();
        assertThat(host("agent_defaults:\n  image_config:\n    inject_credentials_env: yes\n")
                        .refusal())
                .endsWith("config.yaml:3: agent_defaults.image_config.inject_credentials_env must be true or false");
    }

    @Test
    @DisplayName("G-18 an organisation's key that is not set makes its source unavailable, not the configuration wrong")
    void acceptsAnUnsetKey() {
        SecretSource key = choice(email("provider: agentmail").read(), Category.EMAIL)
                .settings()
                .secretFromEnvironment("api_key_env", "AGENTMAIL_API_KEY");

        assertThat(key.available()).isFalse();
    }

    @Test
    void readsOurOwnKeysBesideTheSeeds() {
        Configuration configuration =
                host("credentials: {namespace: acme-1, lock_timeout: 30s, concurrency: 4, rotation_overlap: 2h,"
                                + " renew_before: 3d, staleness: 250ms,"
                                + " credential_store: {item_id: i, vault: v}}")
                        .read();

        assertThat(configuration.namespace()).isEqualTo("acme-1");
        assertThat(configuration.limits())
                .isEqualTo(new Limits(
                        Duration.ofSeconds(30), 4, Duration.ofHours(2), Duration.ofDays(3), Duration.ofMillis(250)));
        assertThat(configuration.store().itemId()).isEqualTo("i");
        assertThat(configuration.store().vault()).isEqualTo("v");
        assertThat(host("").read().limits())
                .isEqualTo(
                        new Limits(Duration.ofMinutes(5), 16, Duration.ofHours(1), Duration.ofDays(7), Duration.ZERO));
        assertThat(host("").read().namespace()).isEqualTo("meepa");
    }

    @Test
    void addsCategoriesThatAProviderServes() {
        KnownPlugins known = new KnownPlugins(
                Set.of("sops"), Map.of("robinhood", Set.of(Category.of("wallet"), Category.of("bank"))));
        Configuration configuration = host("credentials:\n  wallet: {enabled: true}\n  bank: {enabled: false}\n")
                .knowing(known)
                .read();

        assertThat(configuration.categories())
                .extracting(choice -> choice.category().name())
                .containsExactly("email", "phone", "credit_card", "wallet", "bank");
        assertThat(configuration.categories().get(3).provider()).contains("robinhood");
    }
}
