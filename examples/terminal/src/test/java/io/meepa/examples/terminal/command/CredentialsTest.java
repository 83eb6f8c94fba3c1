package io.meepa.examples.terminal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.AgentCredential;
import io.meepa.credentials.CredentialStatus;
import io.meepa.credentials.ItemType;
import io.meepa.credentials.Metadata;
import io.meepa.credentials.Secret;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program in JVMs of its own, without a terminal. */
class CredentialsTest {

    private static final String CANARY = "canary-c0ffee-4711";

    private static final String CONFIGURATION = """
            agents:
              - id: meepa
                identity:
                  phone_number: "+15550100000"
            agent_defaults:
              image_config:
                inject_credentials_env: true
            credentials:
              enabled: true
              phone:
                enabled: true
              environment:
                grants:
                  GITHUB_TOKEN: login/github#token
                  DEPLOY_KEY:
                    item: login/github#token
                    tools: [deploy]
            """;

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void makeHome() throws IOException {
        home = Home.in(folder, CONFIGURATION);
    }

    @Test
    void addsShowsRevealsAndRemovesALogin() throws Exception {
        Program.Result added = run(CANARY + "\n", "add", "login/github", "--item", "token", "--stdin");
        Program.Result masked = run("", "show", "login/github");
        Program.Result revealed = run("", "show", "login/github", "--reveal", "--item", "token");
        Program.Result removed = run("", "remove", "login/github", "--yes");
        Program.Result again = run("", "remove", "login/github", "--yes");

        assertThat(added).isEqualTo(new Program.Result(0, "", ""));
        assertThat(masked.output()).contains("token  api_token  ••••").doesNotContain(CANARY);
        assertThat(revealed).isEqualTo(new Program.Result(0, CANARY, ""));
        assertThat(removed).isEqualTo(new Program.Result(0, "", ""));
        assertThat(again.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(again.errors()).isEqualTo("credentials: agent meepa has no credential login/github\n");
        assertThat(Home.everythingIn(folder)).doesNotContain(CANARY);
    }

    @Test
    void tellsARevealAsAnEventAndReadsNoSecretWithoutOne() throws Exception {
        addToken();

        assertThat(run("", "show", "login/github", "--events").errors()).isEmpty();
        assertThat(run("", "show", "login/github", "--reveal", "--events").errors())
                .contains(" meepa reveal begun login/github\n", " meepa reveal succeeded login/github\n")
                .doesNotContain(CANARY);
    }

    @Test
    void readsSeveralValuesOneALineAndAsMany() throws Exception {
        String[] add = {"add", "login/github", "--item", "username", "--item", "password", "--stdin"};

        assertThat(run("meepa\n", add).errors()).contains("no value given for password");
        assertThat(run("meepa\n" + CANARY + "\nmore\n", add).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(home.list()).isEmpty();
        assertThat(run("meepa\r\n" + CANARY, add).exitCode()).isZero();
        assertThat(home.login("github", "username")).isEqualTo("meepa");
        assertThat(home.login("github", "password")).isEqualTo(CANARY);
    }

    @Test
    void keepsLineBreaksOfASingleValue() throws Exception {
        run("-----BEGIN\nline\n-----END\n", "add", "login/box", "--item", "key:other", "--stdin");

        assertThat(home.login("box", "key")).isEqualTo("-----BEGIN\nline\n-----END");
    }

    @Test
    void neverTakesAValueFromAnArgument() throws Exception {
        Program.Result refused = run("", "add", "login/github", "--item", "token=" + CANARY);

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.errors()).contains("--stdin").doesNotContain(CANARY);
    }

    @Test
    void needsATerminalToAsk() throws Exception {
        addToken();

        assertThat(run("", "add", "login/gitlab", "--item", "token").errors()).contains("--stdin");
        assertThat(run("yes\n", "remove", "login/github").errors()).contains("--yes");
        assertThat(run("yes\n", "deprovision", "--local-only").errors()).contains("--yes");
        assertThat(home.list()).hasSize(1);
    }

    @Test
    void replacesOnlyWhenTold() throws Exception {
        addToken();

        Program.Result taken = run("new", "add", "login/github", "--item", "token", "--stdin");
        Program.Result replaced = run("new", "add", "login/github", "--item", "token", "--stdin", "--replace");

        assertThat(taken.exitCode()).isEqualTo(12);
        assertThat(replaced.exitCode()).isZero();
        assertThat(home.login("github", "token")).isEqualTo("new");
    }

    @Test
    void neutralisesWhatWouldSteerTheTerminal() throws Exception {
        home.change(agent -> agent.add(AgentCredential.login("git\u202ebuh")
                .item("token", Secret.of("\u001b]0;owned\u0007"), ItemType.API_TOKEN)
                .metadata(Metadata.empty().with("note", "a\u001b[2Jb\u009b"))
                .status(new CredentialStatus.Failed("\u001b[31mred\nline"))
                .build()));

        for (String[] command : new String[][] {
            {"list"}, {"list", "--json"}, {"show", "login/git\u202ebuh", "--reveal"}, {"remove", "login/\u001b[2J"}
        }) {
            Program.Result result = run("", command);
            assertThat(result.output() + result.errors())
                    .isNotBlank()
                    .doesNotContain("\u001b", "\u202e", "\u009b", "\u0007");
        }
    }

    @Test
    void answersInJson() throws Exception {
        addToken();

        assertThat(run("", "list", "--json").output().replaceAll("\\s", ""))
                .isEqualTo("{\"credentials\":[{\"category\":\"login\",\"service\":\"github\",\"name\":\"github\","
                        + "\"kind\":\"own\",\"origin\":\"operator_provided\",\"status\":\"existing\","
                        + "\"items\":[\"token\"]}]}");
    }

    @Test
    void plansProvisionsAndDeprovisions() throws Exception {
        Program.Result planned = run("", "plan");
        Program.Result provisioned = run("", "provision");
        Program.Result gone = run("", "deprovision", "--revoke", "--yes");

        assertThat(planned.output()).contains("phone", "record");
        assertThat(provisioned.exitCode()).isZero();
        assertThat(provisioned.errors()).contains("phone/manual: begun");
        assertThat(provisioned.output()).contains("complete  true", "phone");
        assertThat(gone.output()).contains("document_deleted  true");
        assertThat(home.list()).isEmpty();
    }

    @Test
    void movesAnOldIdentityIntoTheEncryptedDocument() throws Exception {
        Path old = Files.createDirectories(home.document().getParent()).resolve("identity.json");
        Files.writeString(old, "{\"logins\": [{\"service\": \"github\", \"password\": \"" + CANARY + "\"}]}");

        Program.Result first = run("", "migrate", "--json");
        Program.Result second = run("", "migrate");

        assertThat(first.exitCode()).isZero();
        assertThat(first.output()).contains("\"migrated\" : true", "\"credentials\" : \"1\"");
        assertThat(first.errors()).contains("note: migrated:");
        assertThat(second.output()).contains("migrated     false");
        assertThat(home.login("github", "password")).isEqualTo(CANARY);
        assertThat(Home.everythingIn(folder)).doesNotContain(CANARY);
    }

    @Test
    void runsAToolWithWhatItWasGranted() throws Exception {
        addToken();
        Path seen = folder.resolve("seen");

        Program.Result all =
                run("", "exec", "--", "sh", "-c", "echo $GITHUB_TOKEN $DEPLOY_KEY; echo $GITHUB_TOKEN >&2; exit 7");
        Program.Result deploy = run(
                "input",
                "exec",
                "--tool",
                "deploy",
                "--",
                "sh",
                "-c",
                "cat; cat /proc/$PPID/cmdline /proc/$$/cmdline >" + seen + "; test -n \"$DEPLOY_KEY\"");

        assertThat(all).isEqualTo(new Program.Result(7, "***\n", "***\n"));
        assertThat(deploy).isEqualTo(new Program.Result(0, "input", ""));
        assertThat(Files.readString(seen)).contains("exec").doesNotContain(CANARY);
        assertThat(run("", "env").output()).contains("GITHUB_TOKEN").doesNotContain("DEPLOY_KEY", CANARY);
        assertThat(run("", "exec", "--", "/no/such/program").exitCode()).isEqualTo(ExitCode.TOOL_NOT_STARTED);
    }

    @Test
    void passesASignalOnAndReturnsTheToolsOwnCode() throws Exception {
        Process process = Program.java(
                        Credentials.class,
                        home.options(
                                "exec",
                                "--",
                                "sh",
                                "-c",
                                "trap 'exit 9' TERM; echo ready; while :; do sleep 0.1; done"))
                .start();

        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("ready");
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(9);
        }
    }

    @Test
    void endsQuietlyWhenNobodyReads() throws Exception {
        addToken();

        assertThat(intoNothing("list").errors()).isEqualTo("0\n");
        assertThat(intoNothing("exec", "--", "yes").errors()).isEqualTo(ExitCode.BROKEN_PIPE + "\n");
    }

    @Test
    void generatesCompletionForShells() throws Exception {
        assertThat(run("", "generate-completion").output()).contains("complete -F _complete_credentials");
    }

    @Test
    void tellsUsageErrorsAndErrorsOfTheLibraryApart() throws Exception {
        Program.Result nobody = Program.java(Credentials.class, "list").run("");
        Program.Result unknown = run("", "frobnicate");
        Files.writeString(home.configuration(), "credentials:\n  enabeld: true\n");
        Program.Result configuration = run("", "list");
        Program.Result tool = run("", "exec", "--", "true");

        assertThat(nobody.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(configuration.exitCode()).isEqualTo(30);
        assertThat(configuration.errors()).contains("enabeld").hasLineCount(1);
        assertThat(tool.exitCode()).isEqualTo(ExitCode.TOOL_NOT_PREPARED);
    }

    private void addToken() {
        home.change(agent -> agent.add(AgentCredential.login("github")
                .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                .build()));
    }

    private Program.Result run(String input, String... command) throws Exception {
        return Program.java(Credentials.class, home.options(command)).run(input);
    }

    /** Runs it with a reader that ended; the exit code is told on the error stream. */
    private Program.Result intoNothing(String... command) throws Exception {
        String line = Stream.concat(Program.javaCommand(Credentials.class).stream(), Stream.of(home.options(command)))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return Program.of("sh", "-c", "{ sleep 1; " + line + "; echo $? >&2; } | true")
                .run("");
    }
}
