package io.meepa.examples.terminal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Program;
import io.meepa.examples.terminal.exit.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program in JVMs of its own, without a terminal. */
class CredentialsTest {

    private static final String CANARY = "canary-c0ffee-4711";

    private static final String RECIPIENT = "age14ue4ppr8yjgyuzx250pn8hqeyxmln9fca98672kw4cjp6f5f5s0qchzhkn";

    /** Continues where the configuration ends: in its section credentials. */
    private static final String RECOVERY = """
              credential_store:
                sops:
                  recipients: [%s]
            """.formatted(RECIPIENT);

    private static final String CONFIGURATION = Home.CONFIGURATION + """
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
    void verifiesTheAuditTrail() throws Exception {
        Files.writeString(home.configuration(), "credentials:\n  audit: {enabled: true}\n");
        assertThat(run("", "audit", "verify").exitCode()).isZero();
        addToken();
        Program.Result sound = run("", "audit", "verify");

        Path trail = folder.resolve("home/audit/audit-000001.jsonl");
        Files.writeString(trail, Files.readString(trail).replaceFirst("ADD", "GET"));
        Program.Result edited = run("", "audit", "verify");

        assertThat(sound.exitCode()).isZero();
        assertThat(sound.output()).contains("last record").doesNotContain("ALTERED");
        assertThat(edited.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(edited.output()).contains("ALTERED", "audit-000001.jsonl");
        assertThat(run("", "audit").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void reportsARevealAsAnEventAndReadsNoSecretWithoutOne() throws Exception {
        addToken();

        assertThat(run("", "show", "login/github", "--events").errors()).isEmpty();
        assertThat(run("", "show", "login/github", "--reveal", "--events").errors())
                .contains(" meepa reveal begun login/github\n", " meepa reveal succeeded login/github\n")
                .doesNotContain(CANARY);
    }

    @Test
    void readsSeveralValuesOnePerLineAndAsMany() throws Exception {
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
    void reportsHowThingsDifferAndChangesNothingUnlessAsked() throws Exception {
        Program.Result dry = run("", "reconcile", "--json");
        assertThat(dry.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(dry.output()).contains("\"divergence\"", "missing", "\"remedy\"", "none");
        assertThat(home.list()).isEmpty();

        Program.Result applied = run("", "reconcile", "--apply");

        assertThat(applied.output()).contains("provisioned");
        assertThat(applied.exitCode()).isZero();
        assertThat(home.list()).hasSize(1);
        assertThat(run("", "reconcile").exitCode()).isZero();
    }

    @Test
    void examinesTheHome() throws Exception {
        addToken();

        Program.Result sound = run("", "doctor", "--json");

        assertThat(sound.output())
                .contains("\"healthy\"", "\"no-recovery-recipient\"")
                .doesNotContain(CANARY);
        assertThat(sound.exitCode()).isZero();
    }

    @Test
    void saysWhyAnOwnCredentialIsNeitherRotatedNorSuspended() throws Exception {
        addToken();

        for (String command : new String[] {"rotate", "suspend", "resume"}) {
            Program.Result refused = run("", command, "login/github");

            assertThat(refused.exitCode()).as(command).isEqualTo(43);
            assertThat(refused.errors()).as(command).contains("own credential");
            assertThat(run("", command, "login/gitlab").exitCode()).as(command).isEqualTo(ExitCode.NOT_FOUND);
        }
    }

    @Test
    void replacesOnlyWhenAsked() throws Exception {
        addToken();

        Program.Result taken = run("new", "add", "login/github", "--item", "token", "--stdin");
        Program.Result replaced = run("new", "add", "login/github", "--item", "token", "--stdin", "--replace");

        assertThat(taken.exitCode()).isEqualTo(12);
        assertThat(replaced.exitCode()).isZero();
        assertThat(home.login("github", "token")).isEqualTo("new");
    }

    @Test
    void neutralisesWhatWouldSteerTheTerminal() throws Exception {
        home.change(agent -> agent.add(AgentCredential.login("gitbuh")
                .item("token", Secret.of("\u001b]0;owned\u0007"), ItemType.API_TOKEN)
                .metadata(Metadata.empty().with("note", "a\u001b[2Jb\u009b"))
                .status(new CredentialStatus.Failed("\u001b[31mred\nline"))
                .build()));
        home.rename("gitbuh", "git\u202ebuh");

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
    void refusesMoreThanAMegabyte() throws Exception {
        Program.Result refused =
                run("<b>\u001b[2J</b>".repeat(100_000), "add", "login/big", "--item", "note:other", "--stdin");

        assertThat(refused)
                .isEqualTo(new Program.Result(
                        ExitCode.USAGE, "", "credentials: standard input is longer than 1048576 bytes\n"));
        assertThat(home.list()).isEmpty();
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
        assertThat(first.output()).contains("\"migrated\" : true", "\"credentials\" : 1");
        assertThat(first.errors()).contains("note: migrated:");
        assertThat(second.output()).contains("migrated     false");
        assertThat(home.login("github", "password")).isEqualTo(CANARY);
        assertThat(Home.everythingIn(folder)).doesNotContain(CANARY);
    }

    @Test
    void renewsTheDataKeyForARecoveryRecipient() throws Exception {
        addToken();
        Files.writeString(home.configuration(), RECOVERY, StandardOpenOption.APPEND);
        byte[] before = Files.readAllBytes(home.document());

        Program.Result planned = run("", "rekey", "--dry-run", "--json");
        boolean untouched = Arrays.equals(Files.readAllBytes(home.document()), before);
        Program.Result renewed = run("", "rekey", "--events");

        assertThat(planned.exitCode()).isZero();
        assertThat(planned.output().replaceAll("\\s", ""))
                .contains("\"done\":false", "\"recipient\":\"" + RECIPIENT + "\",\"change\":\"added\"", "\"kept\"");
        assertThat(untouched).isTrue();
        assertThat(renewed.exitCode()).isZero();
        assertThat(renewed.output()).contains("done   true", RECIPIENT + "  added");
        assertThat(renewed.errors()).contains(" meepa rekey begun document\n", " meepa rekey succeeded document\n");
        assertThat(home.login("github", "token")).isEqualTo(CANARY);
    }

    @Test
    void refusesToRenewADataKeyThatIsNotThere() throws Exception {
        Program.Result planned = run("", "rekey", "--dry-run");

        assertThat(planned.exitCode()).isEqualTo(23);
        assertThat(planned.errors()).contains("not there yet").hasLineCount(1);
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
    void endsWithoutAWordWhenNobodyReads() throws Exception {
        addToken();

        for (String command : new String[] {"list", "plan", "env"}) {
            assertThat(intoNothing(command).errors()).as(command).isEqualTo(ExitCode.BROKEN_PIPE + "\n");
        }
        assertThat(intoNothing("exec", "--", "yes").errors()).isEqualTo(ExitCode.BROKEN_PIPE + "\n");
    }

    @Test
    void printsACompletionScriptForShells() throws Exception {
        assertThat(run("", "completion").output()).contains("complete -o default -F _credentials_words credentials");
    }

    @Test
    void distinguishesUsageErrorsAndErrorsOfTheLibrary() throws Exception {
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

    /** Runs it with a reader that ended; the exit code is written to the error stream. */
    private Program.Result intoNothing(String... command) throws Exception {
        String line = Stream.concat(Program.javaCommand(Credentials.class).stream(), Stream.of(home.options(command)))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        return Program.of("sh", "-c", "{ sleep 1; " + line + "; echo $? >&2; } | true")
                .run("");
    }
}
