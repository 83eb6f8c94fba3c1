package io.meepa.credentials.core.config;

import static io.meepa.credentials.setting.SettingType.FLAG;
import static io.meepa.credentials.setting.SettingType.LIST;
import static io.meepa.credentials.setting.SettingType.NUMBER;
import static io.meepa.credentials.setting.SettingType.PERIOD;
import static io.meepa.credentials.setting.SettingType.TEXT;
import static io.meepa.credentials.setting.SettingType.VARIABLE;

import io.meepa.credentials.core.config.grant.HandOver;
import io.meepa.credentials.core.config.tree.Tree;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.setting.SettingDescription;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Describes the keys that the engine reads itself. Those of plug-ins are the plug-ins' to describe. */
final class EngineSettings {

    private static final String OFF = "false";
    private static final String ON = "true";

    private static final Map<String, String> GETS = Map.of(
            Category.EMAIL.name(),
            "whether agents get a mail address",
            Category.PHONE.name(),
            "whether agents have a telephone number; off, phone_number changes nothing",
            Category.CREDIT_CARD.name(),
            "whether agents get a card",
            ConfigurationReader.CONNECTIONS,
            "whether agents can be connected by a person's sign-in");

    private EngineSettings() {}

    /** What holds for everything. */
    static Stream<SettingDescription> general() {
        return Stream.of(
                        SettingDescription.of(
                                        "enabled",
                                        FLAG,
                                        "whether anything is provisioned; stored credentials can be read and added"
                                                + " without it")
                                .withDefault(OFF)
                                .withExample(ON),
                        SettingDescription.of(
                                        "namespace",
                                        TEXT,
                                        "first part of every upstream tag, and named by the seal of each document,"
                                                + " 1 to 16 of a-z, 0-9 and -")
                                .withDefault("meepa")
                                .withExample("acme"),
                        SettingDescription.of(
                                        "lock_timeout",
                                        PERIOD,
                                        "how long a run waits for another run for the same agent")
                                .withDefault("5m")
                                .withExample("30s"),
                        SettingDescription.of("concurrency", NUMBER, "upstream calls at once, 1 to 256")
                                .withDefault("16")
                                .withExample("4"))
                .map(key -> key.in(Tree.CREDENTIALS));
    }

    /** How old secrets and reads may become. */
    static Stream<SettingDescription> ages() {
        return Stream.of(
                        SettingDescription.of(
                                        "rotation_overlap",
                                        PERIOD,
                                        "how long a secret that was replaced by rotate stays good")
                                .withDefault("1h")
                                .withExample("1d"),
                        SettingDescription.of(
                                        "renew_before",
                                        PERIOD,
                                        "how long before its end a managed secret is renewed by provision, and reported by"
                                                + " the doctor")
                                .withDefault("7d")
                                .withExample("30d"),
                        SettingDescription.of(
                                        "staleness",
                                        PERIOD,
                                        "how far behind the store a read may be. Unset, every read looks at the file and"
                                                + " sees the last change; set, reads within that time take none and cost"
                                                + " some tens of nanoseconds. What is written is never made from a read"
                                                + " like that")
                                .withExample("1s"))
                .map(key -> key.in(Tree.CREDENTIALS));
    }

    /** Provisioning on first use. */
    static Stream<SettingDescription> ensure() {
        return Stream.of(
                        SettingDescription.of("enabled", FLAG, "whether reading creates what is missing")
                                .withDefault(OFF)
                                .withExample(ON),
                        SettingDescription.of(
                                        "budget",
                                        PERIOD,
                                        "the longest that a read waits for it; it continues in the background")
                                .withDefault("2s")
                                .withExample("500ms"),
                        SettingDescription.of(
                                        "retry_after",
                                        PERIOD,
                                        "how long after a failure reading may try again; doubled with each further"
                                                + " failure, up to an hour")
                                .withDefault("1m")
                                .withExample("5m"))
                .map(key -> key.in(Tree.CREDENTIALS + "." + ConfigurationReader.ENSURE));
    }

    /** Where documents are kept. */
    static Stream<SettingDescription> store() {
        return Stream.of(
                        SettingDescription.of(
                                        "provider",
                                        TEXT,
                                        "the store: sops, none (memory only, nothing touches a disk) or the id of"
                                                + " another store plug-in")
                                .withDefault("sops")
                                .withExample("none"),
                        SettingDescription.of("item_id", TEXT, "kept in the document's header")
                                .withDefault("meepa-credentials")
                                .withExample("team-a"),
                        SettingDescription.of("vault", TEXT, "kept in the document's header")
                                .withDefault("agents")
                                .withExample("staging"))
                .map(key -> key.in(Tree.CREDENTIALS + "." + ConfigurationReader.STORE));
    }

    /**
     * How one category is provisioned, or connections are made.
     *
     * @param section the category's name, or that of the connections
     * @param serving the providers that may be named
     */
    static Stream<SettingDescription> category(String section, Collection<String> serving) {
        String ids = listed(serving);
        String rule = serving.size() > 1 ? "; required if enabled and several are on the path" : "";
        return Stream.of(
                        SettingDescription.of(
                                        "enabled",
                                        FLAG,
                                        GETS.getOrDefault(section, "whether agents get a credential of this category"))
                                .withDefault(OFF)
                                .withExample(ON),
                        SettingDescription.choice("provider", List.copyOf(serving), ids + rule)
                                .unlessSet("the only one there is")
                                .withExample(serving.iterator().next()))
                .map(key -> key.in(Tree.CREDENTIALS + "." + section));
    }

    /** The audit trail. */
    static Stream<SettingDescription> audit() {
        return Stream.of(
                        SettingDescription.of("enabled", FLAG, "whether what happens is recorded in a file")
                                .withDefault(OFF)
                                .withExample(ON),
                        SettingDescription.of("folder", TEXT, "where; an absolute path")
                                .unlessSet("<home>/audit")
                                .withExample("/var/log/meepa"),
                        SettingDescription.of(
                                        AuditChoice.KEY_FILE,
                                        TEXT,
                                        "the key, made when the trail begins; an absolute path outside the folder")
                                .unlessSet("<home>/audit.key")
                                .withExample("/keys/audit.key"),
                        SettingDescription.of(
                                        AuditChoice.KEY_ENV,
                                        VARIABLE,
                                        "the variable that holds the key, at least 32 bytes; instead of key_file")
                                .withExample("MEEPA_AUDIT_KEY"),
                        SettingDescription.choice(
                                        "on_failure",
                                        List.of("continue", "refuse"),
                                        "what happens to what cannot be recorded beforehand: continue with a warning in"
                                                + " the log, or refuse")
                                .withDefault("continue")
                                .withExample("refuse"),
                        SettingDescription.of("segment_bytes", NUMBER, "how long a file may get, 4096 to 1073741824")
                                .withDefault("16777216")
                                .withExample("1048576"),
                        SettingDescription.of(
                                        "keep_segments", NUMBER, "how many files are kept, 2 to 100000; the oldest go")
                                .unlessSet("all")
                                .withExample("10"))
                .map(key -> key.in(Tree.CREDENTIALS + "." + ConfigurationReader.AUDIT));
    }

    /** Agents. */
    static Stream<SettingDescription> agents() {
        SettingDescription id = SettingDescription.of("id", TEXT, "1 to 64 of a-z, 0-9, ., _, -; one agent per id")
                .unlessSet("required")
                .withExample("meepa")
                .in(Tree.EACH_AGENT);
        return Stream.concat(
                Stream.of(id),
                Stream.of(
                                SettingDescription.of(
                                                "enabled",
                                                FLAG,
                                                "whether anything is provisioned for it; stored credentials are not"
                                                        + " touched")
                                        .withDefault(ON)
                                        .withExample(OFF),
                                SettingDescription.of("email_prefix", TEXT, "what stands before the @")
                                        .unlessSet("made of the id")
                                        .withExample("custom-prefix"),
                                SettingDescription.of("credit_card_spend_limit", NUMBER, "in cents, 0 to 1000000000")
                                        .unlessSet("the provider's")
                                        .withExample("2000"),
                                SettingDescription.of("phone_number", TEXT, "in E.164 form")
                                        .withExample("\"+15550100000\""))
                        .map(key -> key.in(Tree.EACH_AGENT + "." + Tree.IDENTITY)));
    }

    /** What tools get to see. */
    static Stream<SettingDescription> handOver() {
        String grant = Tree.CREDENTIALS + "." + ConfigurationReader.ENVIRONMENT + ".grants.<VARIABLE>";
        return Stream.of(
                SettingDescription.of(Tree.INJECT, FLAG, "whether tools get any credential as a variable")
                        .withDefault(OFF)
                        .withExample(ON),
                SettingDescription.of(
                                grant,
                                TEXT,
                                "the item that the variable holds: category/service#item, or a section with the keys below")
                        .withExample("login/github#token"),
                SettingDescription.of("item", TEXT, "the item")
                        .unlessSet("required")
                        .withExample("api_key/stripe#api_key")
                        .in(grant),
                SettingDescription.of("name", TEXT, "the credential's name, where the service has two")
                        .withExample("Test account")
                        .in(grant),
                SettingDescription.of("agents", LIST, "the agents that get it")
                        .unlessSet("all")
                        .withExample("[meepa]")
                        .in(grant),
                SettingDescription.of("tools", LIST, "the tools that get it")
                        .unlessSet("all")
                        .withExample("[shell]")
                        .in(grant),
                SettingDescription.of(
                                HandOver.Reader.ORGANISATION,
                                LIST,
                                "the host's own variables that tools get as they are; for keys that provision, think twice")
                        .withExample("[PRIVACY_API_KEY]")
                        .in(Tree.CREDENTIALS + "." + ConfigurationReader.ENVIRONMENT));
    }

    /** What agents' HTTP clients add to requests. */
    static Stream<SettingDescription> requests() {
        String http = Tree.CREDENTIALS + "." + ConfigurationReader.HTTP;
        String rule = http + ".rules.<RULE>";
        return Stream.concat(
                Stream.of(
                        SettingDescription.of(
                                        "private_hosts",
                                        LIST,
                                        "the hosts that may have a private address or this machine's, and be named by"
                                                + " rules with the scheme http")
                                .withExample("[git.corp.example]")
                                .in(http),
                        SettingDescription.of(
                                        rule,
                                        TEXT,
                                        "the item that is added to requests, where its service's provider knows which:"
                                                + " category/service#item, or a section with the keys below")
                                .withExample("token/github#access_token")),
                Stream.concat(added(), matched()).map(key -> key.in(rule)));
    }

    private static Stream<SettingDescription> added() {
        return Stream.of(
                SettingDescription.of("item", TEXT, "the item")
                        .unlessSet("required")
                        .withExample("api_key/stripe#api_key"),
                SettingDescription.of("name", TEXT, "the credential's name, where the service has two")
                        .withExample("Test account"),
                SettingDescription.of("agents", LIST, "the agents whose client has the rule")
                        .unlessSet("all")
                        .withExample("[meepa]"),
                SettingDescription.of("tools", LIST, "the tools whose client has the rule")
                        .unlessSet("all")
                        .withExample("[shell]"),
                SettingDescription.choice(
                                "form",
                                List.of("bearer", "basic", "header", "query"),
                                "how the value is added: bearer, basic, header or query")
                        .withDefault("bearer")
                        .withExample("header"),
                SettingDescription.of("field", TEXT, "the header or parameter of the forms header and query")
                        .withExample("X-Api-Key"),
                SettingDescription.of("user", TEXT, "the user name of the form basic")
                        .unlessSet("the credential's item username")
                        .withExample("x-access-token"));
    }

    private static Stream<SettingDescription> matched() {
        return Stream.of(
                SettingDescription.of("host", TEXT, "the one host")
                        .unlessSet("where the service's provider says")
                        .withExample("api.stripe.com"),
                SettingDescription.choice("scheme", List.of("https", "http"), "https or http")
                        .withDefault("https")
                        .withExample("http"),
                SettingDescription.of("port", NUMBER, "the port, 1 to 65535")
                        .unlessSet("the scheme's")
                        .withExample("8443"),
                SettingDescription.of("methods", LIST, "the methods")
                        .unlessSet("all")
                        .withExample("[GET]"),
                SettingDescription.of("path", TEXT, "what paths begin with, up to their end or a slash")
                        .withDefault("/")
                        .withExample("/v1/"));
    }

    private static String listed(Collection<String> words) {
        List<String> all = List.copyOf(words);
        int last = all.size() - 1;
        return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " or " + all.get(last);
    }
}
