package io.meepa.credentials.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.core.config.grant.Grant;
import io.meepa.credentials.core.config.grant.RequestRule;
import io.meepa.credentials.core.config.grant.RequestRules;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.report.DoctorReport;
import io.meepa.credentials.spi.provider.Placement;
import io.meepa.credentials.spi.provider.RequestTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code credentials.http}. */
final class RequestRulesTest {

    @TempDir
    private Path folder;

    private Host http(String members) {
        return Host.writing(folder, "credentials:\n  http: {" + members + "}\n");
    }

    private Host rule(String members) {
        return http("private_hosts: [inside.example], rules: {acme: {item: login/acme#token, " + members + "}}");
    }

    private RequestRule read(Host host) {
        return host.read().requests().rules().get(0);
    }

    @Test
    void areNoneUnlessTheFileHasSome() {
        assertThat(Host.withoutFile().read().requests()).isEqualTo(new RequestRules(List.of(), Set.of()));
    }

    @Test
    @DisplayName("a host is enough: https, its usual port, every method and path, bearer")
    void needsAHostOnly() {
        assertThat(read(rule("host: api.example.com")).targets())
                .containsExactly(new RequestTarget(
                        "https", "api.example.com", 443, Set.of(), "/", new Placement.Bearer(), Set.of()));
    }

    @Test
    void readsEveryKey() {
        RequestRule rule = read(rule("name: Work, host: inside.example, scheme: http, port: 8080, methods: [GET, POST],"
                + " path: /v1/, form: header, field: X-Api-Key, agents: [meepa], tools: [shell]"));

        assertThat(rule.grant())
                .isEqualTo(new Grant(
                        "acme",
                        CredentialKey.of(Category.LOGIN, "acme").named("Work"),
                        "token",
                        Optional.of(Set.of(AgentId.of("meepa"))),
                        Optional.of(Set.of("shell"))));
        assertThat(rule.targets())
                .containsExactly(new RequestTarget(
                        "http",
                        "inside.example",
                        8080,
                        Set.of("GET", "POST"),
                        "/v1/",
                        new Placement.Header("X-Api-Key"),
                        Set.of()));
    }

    @Test
    void readsEveryForm() {
        assertThat(read(rule("host: a.example, form: basic")).targets().get(0).placement())
                .isEqualTo(new Placement.Basic(Optional.empty()));
        assertThat(read(rule("host: a.example, form: basic, user: x-access-token"))
                        .targets()
                        .get(0)
                        .placement())
                .isEqualTo(new Placement.Basic(Optional.of("x-access-token")));
        assertThat(read(rule("host: a.example, form: query, field: key"))
                        .targets()
                        .get(0)
                        .placement())
                .isEqualTo(new Placement.Query("key"));
    }

    @Test
    @DisplayName("a rule without a host is added where a provider says, in both spellings")
    void takesTheProvidersPlace() {
        List<RequestTarget> known = List.of(RequestTarget.of("api.github.com", new Placement.Bearer()));

        assertThat(read(http("rules: {github: token/github#access_token}")).targets())
                .isEqualTo(known);
        assertThat(read(http("rules: {github: {item: token/github#access_token, agents: [meepa]}}"))
                        .targets())
                .isEqualTo(known);
    }

    @Test
    @DisplayName("F-704: what a file can say, code can say")
    void isReadFromCode() {
        assertThat(read(Host.withoutFile()
                                .set("credentials.http.rules.acme.item", "login/acme#token")
                                .set("credentials.http.rules.acme.host", "api.example.com")
                                .set("credentials.http.rules.acme.port", "8443"))
                        .targets())
                .extracting(RequestTarget::port)
                .containsExactly(8443);
        assertThat(read(Host.withoutFile().set("credentials.http.rules", Map.of("github", "token/github#access_token")))
                        .targets())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host: https://a.example | rules.acme.host must be one host in lower case",
                "host: A.example | host must be one host",
                "host: a.example. | host must be one host",
                "host: '*.a.example' | host must be one host",
                "host: user@a.example | host must be one host",
                "host: 'a.example:443' | host must be one host",
                "host: \u0430pi.example | xn-- form",
                "host: a.example, scheme: ftp | scheme must be https or http",
                "host: a.example, scheme: http | private_hosts",
                "host: a.example, port: 0 | port must be between 1 and 65535",
                "host: a.example, methods: [get] | methods must be methods in capitals",
                "host: a.example, path: v1 | path must begin with a slash",
                "host: a.example, path: /v1/../x | path must begin with a slash",
                "host: a.example, path: /v%31 | path must begin with a slash",
                "host: a.example, path: '/v1?x' | path must begin with a slash",
                "host: a.example, form: digest | form must be one of",
                "host: a.example, form: header | field is required",
                "host: a.example, form: query | field is required",
                "host: a.example, field: X | field is for the forms header and query only",
                "host: a.example, user: X | user is for the form basic only",
                "host: a.example, 'form': basic, user: 'a:b' | user must be a user name",
                "host: a.example, form: header, field: Host | field must be the name of a header that a client may set",
                "host: a.example, form: header, field: Content-Length | field must be the name of a header",
                "host: a.example, form: header, field: 'X Y' | field must be the name of a header",
                "host: a.example, form: query, field: 'a=b' | field must be a parameter's name",
                "host: a.example, hots: x | hots is not a setting of Meepa Credentials; did you mean host?",
                "host: a.example, agents: [Meepa!] | agents lists what is no agent id",
                "port: 8080 | host is required where a rule says more",
                "agents: [meepa] | host has to be a section with a host, because no provider knows where requests to acme go"
            })
    void refusesWhatIsWrong(String members, String message) {
        assertThat(rule(members).refusal())
                .contains("config.yaml:2")
                .contains("credentials.http.rules.acme")
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: {acme: login/acme#token} | rules.acme has to be a section with a host",
                "rules: {acme: login/acme} | rules.acme must be category/service#item",
                "rules: [acme] | rules must be a section",
                "rules: {github: token/github#refresh_token} | must name the item access_token or token",
                "private_hosts: ['*'] | private_hosts lists what is no host",
                "private_hosts: [10.0.0.0/8] | private_hosts lists what is no host",
                "rule: {} | rule is not a setting of Meepa Credentials; did you mean rules?"
            })
    void refusesWrongSections(String members, String message) {
        assertThat(http(members).refusal()).contains("config.yaml:2").contains(message);
    }

    @Test
    @DisplayName("two rules for the same place of the same requests are refused, unless nobody gets both")
    void refusesTwoForOnePlace() {
        String two =
                "rules: {one: {item: login/a#token, host: a.example%s}, two: {item: login/b#token, host: a.example%s}}";

        assertThat(http(String.format(two, "", "")).refusal())
                .contains("rules.two adds to the same place")
                .contains("one");
        assertThat(http(String.format(two, "", ", form: basic")).refusal()).contains("same place");
        assertThat(http(String.format(two, ", methods: [GET]", ", methods: [GET, PUT]"))
                        .refusal())
                .contains("same place");
        for (String[] apart : new String[][] {
            {", agents: [meepa]", ", agents: [other]"},
            {", tools: [shell]", ", tools: [mail]"},
            {", methods: [GET]", ", methods: [PUT]"},
            {", path: /a", ", path: /b"},
            {", port: 1", ", port: 2"},
            {"", ", form: header, field: X-Key"},
            {"", ", form: query, field: key"}
        }) {
            assertThat(http(String.format(two, apart[0], apart[1]))
                            .read()
                            .requests()
                            .rules())
                    .hasSize(2);
        }
    }

    @Test
    @DisplayName("a rule that reaches nobody is a warning")
    void warnsOfRulesForNobody() {
        Host host = Host.writing(folder, """
                credentials: {http: {rules: {acme: {item: login/acme#token, host: a.example, agents: [stranger]}}}}
                agents: [{id: meepa}]
                """);

        assertThat(host.read().warnings())
                .extracting(DoctorReport.Finding::subject)
                .containsExactly("credentials.http.rules.acme");
    }
}
