package io.meepa.examples.terminal.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Program;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.examples.terminal.output.LocaleStream;
import io.meepa.examples.terminal.output.SideNotes;
import io.meepa.examples.terminal.protocol.DockerCredential;
import io.meepa.examples.terminal.protocol.GitCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-902, F-903: what scripts and people without a menu need")
class ScriptsTest {

    private static final String CANARY = "canary-5c41b7-1618";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void makeHome() throws IOException {
        home = Home.in(folder, Home.CONFIGURATION);
        home.change(agent -> agent.add(AgentCredential.login("github")
                .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                .build()));
    }

    @ParameterizedTest
    @CsvSource({
        "show login/gitlab, 10, CredentialNotFoundException, no credential login/gitlab: did you mean login/github?",
        "rotate login/github, 43, ProviderUnsupportedException, own credential",
        "lst, 2, Usage, did you mean list",
        "add login/x, 2, Usage, --item",
        "remove login/github, 2, Refusal, --yes",
    })
    @DisplayName("F-903: a refusal under --json is one JSON object, on standard error")
    void refusesInJson(String command, int code, String type, String message) throws Exception {
        Program.Result refused = run("", (command + " --json").split(" "));
        JsonNode error = JSON.readTree(refused.errors()).path("error");

        assertThat(refused.exitCode()).isEqualTo(code);
        assertThat(refused.output()).isEmpty();
        assertThat(refused.errors()).hasLineCount(1);
        assertThat(error.path("type").asText()).isEqualTo(type);
        assertThat(error.path("exit_code").asInt()).isEqualTo(code);
        assertThat(error.path("message").asText()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "--json list", "export", "show login/github --reveal --item token"})
    @DisplayName("an answer that did not fit on the disk is a failure, and said")
    void failsWhereTheAnswerIsLost(String command) throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs a device that is always full");
        List<String> line = new ArrayList<>(Program.javaCommand(Credentials.class));
        line.addAll(List.of(home.options(command.split(" "))));

        Program.Result lost =
                Program.of("sh", "-c", Program.quoted(line) + " > /dev/full").run("");

        assertThat(lost.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(lost.errors()).contains("could not be written").doesNotContain(CANARY);
    }

    @Test
    @DisplayName("so is an answer for Git or Docker")
    void failsWhereTheAnswerForAnotherProgramIsLost() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs a device that is always full");
        Map<Class<?>, String> requests = Map.of(
                GitCredential.class, "protocol=https\nhost=github.com\n\n", DockerCredential.class, "github.com");
        for (Map.Entry<Class<?>, String> request : requests.entrySet()) {
            List<String> line = new ArrayList<>(Program.javaCommand(request.getKey()));
            line.addAll(List.of(home.options("get")));

            Program.Result lost = Program.of("sh", "-c", Program.quoted(line) + " > /dev/full")
                    .run(request.getValue());

            assertThat(lost.exitCode()).as(request.getKey().getName()).isEqualTo(ExitCode.FAILED);
        }
    }

    @Test
    @DisplayName("F-903: progress, notes and events under --json are one JSON object per line, too")
    void reportsProgressInJson() throws Exception {
        Program.Result done = run("", "provision", "--json", "--events");

        assertThat(done.exitCode()).isZero();
        assertThat(JSON.readTree(done.output()).path("complete").asBoolean()).isTrue();
        List<String> members =
                done.errors().lines().map(ScriptsTest::onlyMember).distinct().toList();
        assertThat(members).containsExactlyInAnyOrder("progress", "event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "plan", "env", "provision", "pending", "deprovision --local-only --yes"})
    @DisplayName("F-902: an agent that is neither configured nor stored is refused, with the nearest that is")
    void refusesAMisspeltAgent(String command) throws Exception {
        String[] words = ("mepa " + command).split(" ");
        Program.Result refused =
                Program.java(Credentials.class, withoutAgent(words)).run("");

        assertThat(refused.exitCode()).isEqualTo(29);
        assertThat(refused.output()).isEmpty();
        assertThat(refused.errors()).contains("there is no agent mepa: did you mean meepa?");
    }

    @Test
    @DisplayName("F-902: where no agent is like it, the refusal says where all of them are listed")
    void refusesAnAgentLikeNoOther() throws Exception {
        Program.Result refused = Program.java(Credentials.class, withoutAgent("xylophone", "list"))
                .run("");

        assertThat(refused.exitCode()).isEqualTo(29);
        assertThat(refused.errors()).contains("there is no agent xylophone: \"credentials agents\" lists all;");
    }

    @Test
    @DisplayName("F-902: agents lists all of them, and what needs somebody")
    void listsAgents() throws Exception {
        Files.writeString(home.configuration(), Home.CONFIGURATION.replace("agents:\n", "agents:\n  - id: second\n"));
        run("", "provision", "--all");

        JsonNode agents = JSON.readTree(run("", "agents", "--json").output()).path("agents");

        assertThat(agents.findValuesAsText("agent")).containsExactly("meepa", "second");
        assertThat(agents.findValuesAsText("credentials")).containsExactly("2", "1");
        assertThat(agents.get(1).path("attention").get(0).asText()).isEqualTo("1 waiting");
    }

    @Test
    @DisplayName("F-902: provision --all works on every configured agent, and names each in its progress")
    void provisionsAll() throws Exception {
        Files.writeString(home.configuration(), Home.CONFIGURATION.replace("agents:\n", "agents:\n  - id: second\n"));

        Program.Result done = Program.java(Credentials.class, withoutAgent("provision", "--all"))
                .run("");

        assertThat(done.exitCode()).isZero();
        assertThat(done.errors()).contains("meepa: phone/manual: begun", "second: phone/manual: begun");
        assertThat(done.output()).contains("agents    2", "pending_manual", "existing");
    }

    @Test
    @DisplayName("F-902: pending shows what a person has to fill in, and complete fills it in")
    void completesWhatWaits() throws Exception {
        Files.writeString(
                home.configuration(),
                "agents:\n  - id: meepa\ncredentials:\n  enabled: true\n  phone: {enabled: true}\n");
        run("", "provision");

        Program.Result waiting = run("", "pending");
        Program.Result secret = run("", "complete", "phone/manual", "--set", "pin=1234");
        Program.Result wrong = run("", "complete", "phone/manual", "--set", "number=12");
        Program.Result done = run(
                "4711\n", "complete", "phone/manual", "--set", "number=+1 555 010-0000", "--field", "pin", "--stdin");
        Program.Result again = run("", "complete", "phone/manual", "--set", "number=+15550100000");

        assertThat(waiting.output()).contains("phone/manual", "number", "pin");
        assertThat(secret.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(secret.errors()).contains("--field pin --stdin");
        assertThat(wrong.exitCode()).isEqualTo(17);
        assertThat(done.exitCode()).isZero();
        assertThat(done.output()).contains("+15550100000").doesNotContain("4711");
        assertThat(again.exitCode()).isEqualTo(16);
    }

    @Test
    @DisplayName("F-902: import takes over an .env file and a document in clear, and shows no value")
    void imports() throws Exception {
        Path variables = Files.writeString(
                folder.resolve("old.env"), "OPENAI_API_KEY=" + CANARY + "\nSOMETHING_ELSE=1\n# a remark\n");
        Path document = Files.writeString(
                folder.resolve("old.json"),
                "{\"credentials\": [{\"category\": \"login\", \"service\": \"gitlab\", \"name\": \"gitlab\", \"origin\":"
                        + " \"operator_provided\", \"items\": [{\"key\": \"token\", \"value\": \"" + CANARY
                        + "\", \"item_type\": \"api_token\"}], \"status\": \"existing\"}]}");

        Program.Result taken = run("", "import", variables.toString());
        Program.Result again = run("", "import", variables.toString());
        Program.Result plain = run("", "import", document.toString());

        assertThat(taken.exitCode()).isZero();
        assertThat(taken.output()).contains("added", "SOMETHING_ELSE", "unknown");
        assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(again.output()).contains("kept as it was");
        assertThat(plain.exitCode()).isZero();
        assertThat(home.list()).hasSize(3);
        assertThat(run("", "export", "--names").output()).contains("OPENAI_API_KEY=\n");
        assertThat(taken.output() + again.output() + plain.output()).doesNotContain(CANARY);
    }

    @Test
    @DisplayName("F-902: export writes what was granted")
    void exports() throws Exception {
        assertThat(run("", "export").output()).isEqualTo("GITHUB_TOKEN=" + CANARY + "\n");
    }

    @Test
    @DisplayName("F-902: every command shows an example in its help")
    void showsExamples() {
        LocaleStream out = LocaleStream.output();
        List<String> help = new ArrayList<>();
        Credentials.commandLine(out, new SideNotes(out, false)).getSubcommands().forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                help.add(name);
                assertThat(command.getUsageMessage())
                        .containsPattern("Examples:\\R(  .*\\R)*  .*\\bcredentials .*\\b" + name + "\\b");
            }
        });
        assertThat(help).hasSizeGreaterThan(25);
    }

    private static String onlyMember(String line) {
        try {
            return JSON.readTree(line).fieldNames().next();
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private String[] withoutAgent(String... command) {
        return Stream.concat(
                        Stream.of(
                                "--config",
                                home.configuration().toString(),
                                "--home",
                                home.folder().toString()),
                        Arrays.stream(command))
                .toArray(String[]::new);
    }

    private Program.Result run(String input, String... command) throws Exception {
        return Program.java(Credentials.class, home.options(command)).run(input);
    }
}
