package io.meepa.examples.terminal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialKind;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speaks to the program as Docker does: the operation as argument, the request piped. */
class DockerCredentialTest {

    private static final String CANARY = "canary-5d20e8\\\"'\u00e4";
    private static final String JSON_CANARY = "canary-5d20e8\\\\\\\"'\u00e4";

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void makeHome() throws IOException {
        home = Home.in(folder);
    }

    @Test
    @DisplayName("F-903: version answers without an agent, as Docker's own helpers do")
    void saysItsVersion() throws Exception {
        Program.Result version = Program.java(DockerCredential.class, "version").run("");

        assertThat(version.exitCode()).isZero();
        assertThat(version.output()).startsWith("docker-credential-meepa 0.1.0");
    }

    @Test
    void returnsListsAndErasesWhatDockerStored() throws Exception {
        String server = "https://registry.example.com/v1/";

        assertThat(docker("store", login(server, "meepa"))).isEqualTo(new Program.Result(0, "", ""));
        assertThat(docker("get", server + "\n")).isEqualTo(new Program.Result(0, login(server, "meepa"), ""));
        assertThat(docker("list", "")).isEqualTo(new Program.Result(0, "{\"" + server + "\":\"meepa\"}", ""));
        assertThat(Home.everythingIn(folder)).doesNotContain("canary-5d20e8");

        assertThat(docker("erase", server)).isEqualTo(new Program.Result(0, "", ""));
        assertThat(home.list()).isEmpty();
        assertThat(docker("list", "").output()).isEqualTo("{}");
    }

    @Test
    void saysWhatDockerExpectsWhenThereIsNoLogin() throws Exception {
        assertThat(docker("get", "https://registry.example.com"))
                .isEqualTo(new Program.Result(1, "credentials not found in native keychain\n", ""));
        assertThat(docker("erase", "https://registry.example.com")).isEqualTo(new Program.Result(0, "", ""));
    }

    @Test
    void saysWhatDockerExpectsWhenTheRequestIsIncomplete() throws Exception {
        assertThat(docker("get", "\n").output()).isEqualTo("no credentials server URL\n");
        assertThat(docker("store", login("", "meepa")).output()).isEqualTo("no credentials server URL\n");
        assertThat(docker("store", login("ghcr.io", "")).output()).isEqualTo("no credentials username\n");
        assertThat(docker("store", login("ghcr.io", "meepa").replace(JSON_CANARY, ""))
                        .output())
                .isEqualTo("no credentials secret\n");
        assertThat(docker("store", "{\"ServerURL\":\"ghcr.io\",\"Username\":\"meepa\"}")
                        .output())
                .isEqualTo("no credentials secret\n");
        assertThat(home.list()).isEmpty();
        assertThat(docker("frobnicate", "").output()).isEqualTo("Unknown credential action\n");
    }

    @Test
    void refusesWhatIsNotARequestWithoutQuotingIt() throws Exception {
        for (String request : new String[] {
            "{\"ServerURL\":\"ghcr.io\",\"Username\":\"u\",\"Secret\":\"" + JSON_CANARY,
            "{\"Secret\":\"" + JSON_CANARY + "\",\"Secret\":\"x\"}",
            "{\"ServerURL\":{\"a\":\"" + JSON_CANARY + "\"}}",
            "[]",
            login("https://u:" + "canary-5d20e8" + "@ghcr.io", "u"),
            login("not an address canary-5d20e8", "u")
        }) {
            Program.Result refused = docker("store", request);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output()).isNotBlank().doesNotContain("canary-5d20e8");
            assertThat(refused.errors()).isEmpty();
        }
        assertThat(home.list()).isEmpty();
    }

    @Test
    void findsARegistryByItsHostHoweverItIsWritten() throws Exception {
        docker("store", login("https://Index.Docker.io/v1/", "meepa"));

        assertThat(docker("get", "index.docker.io").output()).contains("\"Username\":\"meepa\"");
    }

    @Test
    void returnsATokenThatAnOperatorStored() throws Exception {
        home.change(agent -> agent.add(AgentCredential.login("github")
                .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                .build()));

        Program.Result answer = Program.java(DockerCredential.class, home.options("--service", "ghcr.io=github", "get"))
                .run("ghcr.io");

        assertThat(answer.output()).isEqualTo(login("ghcr.io", "x-access-token"));
        assertThat(docker("list", "").output()).isEqualTo("{}");
    }

    @Test
    void keepsWhatDockerDidNotStore() throws Exception {
        home.change(agent -> agent.add(AgentCredential.login("ghcr.io")
                .item("username", Secret.of("meepa"), ItemType.USERNAME)
                .item("password", Secret.of("another-" + CANARY), ItemType.PASSWORD)
                .build()));
        assertKept("ghcr.io");

        docker("store", login("ghcr.io", "meepa"));
        assertThat(docker("get", "ghcr.io").output()).isEqualTo(login("ghcr.io", "meepa"));
        assertThat(docker("list", "").output()).isEqualTo("{\"ghcr.io\":\"meepa\"}");
        assertKept("ghcr.io");

        Program.java(GitCredential.class, home.options("store"))
                .run("protocol=https\nhost=registry.example.com\nusername=meepa\npassword=" + CANARY + "\n\n");
        assertKept("registry.example.com");
        assertThat(home.list()).hasSize(2);
    }

    private void assertKept(String server) throws Exception {
        Program.Result erased = docker("erase", server);
        assertThat(erased.exitCode()).isZero();
        assertThat(erased.output()).isEmpty();
        assertThat(erased.errors()).startsWith("kept: a login that Docker did not store");
    }

    @Test
    void listsALoginThatWasThereBeforeDockerStoredIt() throws Exception {
        home.change(agent -> agent.add(AgentCredential.login("ghcr.io")
                .item("username", Secret.of("meepa"), ItemType.USERNAME)
                .item("password", Secret.of(CANARY), ItemType.PASSWORD)
                .build()));
        assertThat(docker("list", "").output()).isEqualTo("{}");

        docker("store", login("ghcr.io", "meepa"));

        assertThat(docker("list", "").output()).isEqualTo("{\"ghcr.io\":\"meepa\"}");
        assertThat(home.list()).hasSize(1);
    }

    @Test
    void hasOneLoginOfARegistry() throws Exception {
        docker("store", login("ghcr.io", "first"));
        docker("store", login("ghcr.io", "second"));
        assertThat(docker("get", "ghcr.io").output()).isEqualTo(login("ghcr.io", "second"));
        assertThat(home.list()).hasSize(1);

        home.change(agent -> agent.add(AgentCredential.login("ghcr.io")
                .name("operator's")
                .item("username", Secret.of("third"), ItemType.USERNAME)
                .item("password", Secret.of(CANARY), ItemType.PASSWORD)
                .build()));
        assertThat(docker("get", "ghcr.io").output()).isEqualTo(login("ghcr.io", "second"));

        docker("store", login("ghcr.io", "third"));
        assertThat(docker("get", "ghcr.io").output()).isEqualTo(login("ghcr.io", "third"));
        assertThat(docker("list", "").output()).isEqualTo("{\"ghcr.io\":\"third\"}");
        assertThat(home.list()).hasSize(1);

        docker("store", login("ghcr.io", "first"));
        assertThat(docker("get", "ghcr.io").output()).isEqualTo(login("ghcr.io", "first"));
        docker("store", login("ghcr.io", "third"));
        assertThat(docker("get", "ghcr.io").output()).isEqualTo(login("ghcr.io", "third"));
    }

    @Test
    void refusesAMisspeltAgentAndAHostThatLooksLikeAService() throws Exception {
        String[] options = home.options("store");
        options[1] = "meeepa";
        Program.Result misspelt = Program.java(DockerCredential.class, options).run(login("ghcr.io", "meepa"));
        assertThat(misspelt.exitCode()).isEqualTo(29);
        assertThat(misspelt.output()).contains("there is no agent meeepa: did you mean meepa?");

        assertThat(docker("store", login("github", "meepa")).output()).contains("the registry's host has no dot");
        assertThat(docker("get", "github").output()).isEqualTo("credentials not found in native keychain\n");
        assertThat(docker("erase", "github")).isEqualTo(new Program.Result(0, "", ""));
        assertThat(home.list()).isEmpty();
        assertThat(home.folder().resolve("agents").resolve("meeepa")).doesNotExist();

        assertThat(docker("store", login("localhost:5000", "meepa")).exitCode()).isZero();
        assertThat(docker("get", "localhost:5000").output()).isEqualTo(login("localhost:5000", "meepa"));
    }

    @Test
    void isLoggedOutByTheRealDocker() throws Exception {
        assumeTrue(Program.present("docker", "--version"), "needs the program docker");
        docker("store", login("ghcr.io", "meepa"));
        Program.launcher(folder.resolve("docker-credential-meepa"), DockerCredential.class);
        Files.writeString(folder.resolve("config.json"), "{\"credsStore\": \"meepa\"}");

        Program.Result loggedOut = Program.of("docker", "logout", "ghcr.io")
                .with(Map.of(
                        "PATH", folder + File.pathSeparator + System.getenv("PATH"),
                        "DOCKER_CONFIG", folder.toString(),
                        "MEEPA_AGENT", Home.AGENT,
                        "MEEPA_CONFIG", home.configuration().toString(),
                        "MEEPA_HOME", home.folder().toString()))
                .run("");

        assertThat(loggedOut.output()).contains("Removing login credentials for ghcr.io");
        assertThat(home.list()).isEmpty();
    }

    @Test
    void storesALoginOnceHoweverOftenDockerSendsIt() throws Exception {
        docker("store", login("ghcr.io", "meepa"));
        docker("store", login("ghcr.io", "meepa"));

        assertThat(home.list())
                .singleElement()
                .satisfies(login -> assertThat(login.kind()).isEqualTo(CredentialKind.OWN));
    }

    private Program.Result docker(String operation, String request) throws Exception {
        return Program.java(DockerCredential.class, home.options(operation)).run(request);
    }

    private static String login(String server, String user) {
        return "{\"ServerURL\":\"" + server + "\",\"Username\":\"" + user + "\",\"Secret\":\"" + JSON_CANARY + "\"}";
    }
}
