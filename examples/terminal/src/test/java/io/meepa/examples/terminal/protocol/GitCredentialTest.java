package io.meepa.examples.terminal.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Metadata;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Most cases go through the real {@code git}; those that Git would not let through are piped. */
class GitCredentialTest {

    private static final String CANARY = "canary-7f3a9c51e2";
    private static final String NEWER = "newer-canary-83b1d0";

    @TempDir
    Path folder;

    private final ExecutorService executor = Executors.newFixedThreadPool(5);

    private Home home = new Home(Path.of("."));

    @BeforeEach
    void makeHome() throws IOException {
        home = Home.in(folder);
    }

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void fillsWhatGitApproved() throws Exception {
        Program.Result stored =
                git("approve", "protocol=https\nhost=git.example.com\nusername=meepa\npassword=" + CANARY);
        Program.Result filled = git("fill", "protocol=https\nhost=git.example.com\n");

        assertThat(stored).isEqualTo(new Program.Result(0, "", ""));
        assertThat(filled.exitCode()).isZero();
        assertThat(filled.output()).contains("username=meepa\n", "password=" + CANARY + "\n");
        assertThat(home.list())
                .singleElement()
                .satisfies(login -> assertThat(login.service()).isEqualTo("git.example.com"))
                .satisfies(login -> assertThat(login.origin()).isEqualTo(Origin.AGENT_CREATED));
        assertThat(Home.everythingIn(folder)).doesNotContain(CANARY);
    }

    @Test
    void removesWhatGitRejected() throws Exception {
        store("meepa", CANARY);

        git("reject", "protocol=https\nhost=git.example.com\nusername=meepa\npassword=" + CANARY);

        assertThat(home.list()).isEmpty();
    }

    @Test
    void keepsANewerPasswordWhenGitRejectsAnOlderOne() throws Exception {
        store("meepa", NEWER);

        git("reject", "protocol=https\nhost=git.example.com\nusername=meepa\npassword=" + CANARY);

        assertThat(home.login("git.example.com", "password")).isEqualTo(NEWER);
    }

    @Test
    void keepsWhatAnOperatorStoredThoughGitRejectsIt() throws Exception {
        addToken("github", CANARY);
        addLogin("git.example.com", "meepa", CANARY, Metadata.empty());
        addLogin("changed.example.com", "meepa", NEWER, Metadata.empty());
        piped("store", "protocol=https\nhost=changed.example.com\nusername=meepa\npassword=" + CANARY + "\n\n");

        for (String host : List.of("github.com", "git.example.com", "changed.example.com")) {
            String user = host.equals("github.com") ? "x-access-token" : "meepa";
            Program.Result rejected =
                    git("reject", "protocol=https\nhost=" + host + "\nusername=" + user + "\npassword=" + CANARY);
            assertThat(rejected.exitCode()).isZero();
            assertThat(rejected.errors()).contains("kept: a login that Git did not store");
        }
        assertThat(home.list()).hasSize(3);
    }

    @Test
    void erasesNothingWithoutThePasswordThatWasRefused() throws Exception {
        store("meepa", CANARY);

        for (String end : List.of("\n", "username=meepa\n\n", "username=meepa\npassword=\n\n")) {
            assertThat(piped("erase", "protocol=https\nhost=git.example.com\n" + end))
                    .isEqualTo(new Program.Result(0, "", ""));
        }
        assertThat(home.login("git.example.com", "password")).isEqualTo(CANARY);
    }

    @Test
    void givesTheLoginThatWasStoredLast() throws Exception {
        addLogin("git.example.com", "oldest", CANARY, Metadata.empty());
        store("old", CANARY);
        store("new", NEWER);
        String request = "protocol=https\nhost=git.example.com\n\n";
        assertThat(piped("get", request).output()).isEqualTo("username=new\npassword=" + NEWER + "\n");

        store("old", NEWER);
        assertThat(piped("get", request).output()).isEqualTo("username=old\npassword=" + NEWER + "\n");
        assertThat(home.list()).hasSize(3);
    }

    @Test
    void storesOnceWhenFiveProgramsStoreAtOnce() throws Exception {
        List<CompletableFuture<Program.Result>> programs = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            String password = CANARY + number;
            programs.add(CompletableFuture.supplyAsync(() -> stored("meepa", password), executor));
        }

        for (CompletableFuture<Program.Result> program : programs) {
            assertThat(program.get()).isEqualTo(new Program.Result(0, "", ""));
        }
        assertThat(home.list()).hasSize(1);
        assertThat(home.login("git.example.com", "password")).startsWith(CANARY);
    }

    @Test
    void refusesAnAgentThatIsNeitherConfiguredNorStored() throws Exception {
        for (String operation : List.of("get", "store", "erase")) {
            String[] options = home.options(operation);
            options[1] = "meeepa";
            Program.Result refused = program(options)
                    .run("protocol=https\nhost=git.example.com\nusername=meepa\npassword=" + CANARY + "\n\n");
            assertThat(refused.exitCode()).isEqualTo(29);
            assertThat(refused.output()).isEmpty();
            assertThat(refused.errors()).contains("there is no agent meeepa: did you mean meepa?");
        }
        assertThat(home.folder().resolve("agents").resolve("meeepa")).doesNotExist();
    }

    @Test
    void takesNoServiceForAHost() throws Exception {
        addToken("github", CANARY);

        assertThat(piped("get", "protocol=https\nhost=github\n\n")).isEqualTo(new Program.Result(0, "", ""));
        assertThat(piped("get", "protocol=https\nhost=GitHub\n\n")).isEqualTo(new Program.Result(0, "", ""));
        assertThat(program(home.options("--service", "forge=github", "get"))
                        .run("protocol=https\nhost=forge\n\n")
                        .output())
                .contains(CANARY);
    }

    @Test
    void storesNoEmptyPassword() throws Exception {
        store("meepa", "");

        assertThat(home.list()).isEmpty();
    }

    @Test
    void replacesAPasswordThatGitApproves() throws Exception {
        addLogin("git.example.com", "meepa", CANARY, Metadata.empty());

        git("approve", "protocol=https\nhost=git.example.com\nusername=meepa\npassword=" + NEWER);

        assertThat(home.list()).hasSize(1);
        assertThat(home.login("git.example.com", "password")).isEqualTo(NEWER);
    }

    @Test
    void doesNotWriteAgainWhatItGaveToGit() throws Exception {
        addToken("github", CANARY);
        String before = Files.readString(home.document());

        git("approve", "protocol=https\nhost=github.com\nusername=x-access-token\npassword=" + CANARY);

        assertThat(home.document()).hasContent(before);
    }

    @Test
    void givesATokenTheUserNameThatHostsExpect() throws Exception {
        addToken("github", CANARY);

        Program.Result filled = git("fill", "protocol=https\nhost=github.com\n");

        assertThat(filled.output()).contains("username=x-access-token\n", "password=" + CANARY + "\n");
    }

    @Test
    void keepsTwoUsersOfOneHostApart() throws Exception {
        git("approve", "protocol=https\nhost=git.example.com\nusername=one\npassword=" + CANARY);
        git("approve", "protocol=https\nhost=git.example.com\nusername=two\npassword=" + NEWER);

        Program.Result two = git("fill", "protocol=https\nhost=git.example.com\nusername=two\n");

        assertThat(two.output())
                .contains("username=two\n", "password=" + NEWER + "\n")
                .doesNotContain(CANARY);
        git("approve", "protocol=https\nhost=git.example.com\nusername=one\npassword=" + NEWER + "-1");

        Program.Result one = git("fill", "protocol=https\nhost=git.example.com\nusername=one\n");

        assertThat(one.output()).contains("password=" + NEWER + "-1\n");
        assertThat(names(home.list())).containsExactly("one", "two");
    }

    @Test
    void answersNothingForAnUnknownHostAnotherUserAndAnExpiredLogin() throws Exception {
        addLogin("git.example.com", "meepa", CANARY, Metadata.empty());
        addLogin("old.example.com", "meepa", CANARY, Metadata.empty().with("expires_at", "2001-01-01T00:00:00Z"));

        assertThat(piped("get", "protocol=https\nhost=other.example.com\n\n")).isEqualTo(new Program.Result(0, "", ""));
        assertThat(piped("get", "protocol=https\nhost=git.example.com\nusername=someone\n\n"))
                .isEqualTo(new Program.Result(0, "", ""));
        assertThat(piped("get", "protocol=https\nhost=old.example.com\n\n")).isEqualTo(new Program.Result(0, "", ""));
    }

    @Test
    void carriesTheDateOnWhichAPasswordEnds() throws Exception {
        piped(
                "store",
                "protocol=https\nhost=git.example.com\nusername=meepa\npassword=" + CANARY
                        + "\npassword_expiry_utc=4102444800\n");

        Program.Result answer = piped("get", "protocol=https\nhost=git.example.com\n\n");

        assertThat(answer.output()).contains("password_expiry_utc=4102444800\n");
        assertThat(home.list().get(0).metadata().text("expires_at")).contains("2100-01-01T00:00:00Z");
    }

    @Test
    void toleratesCapabilitiesUnknownKeysAndUnknownOperations() throws Exception {
        addLogin("git.example.com", "meepa", CANARY, Metadata.empty());
        String request = """
                capability[]=authtype
                capability[]=state
                protocol=https
                host=git.example.com
                wwwauth[]=Basic realm="a=b"
                brandnew=1

                protocol=ignored after the blank line
                """;

        assertThat(piped("get", request).output()).isEqualTo("username=meepa\npassword=" + CANARY + "\n");
        assertThat(piped("capability", "")).isEqualTo(new Program.Result(0, "", ""));
    }

    @Test
    void refusesValuesThatWouldBreakTheProtocol() throws Exception {
        addLogin("lines.example.com", "meepa", CANARY + "\nhost=evil.example.com", Metadata.empty());
        addLogin("nul.example.com", "meepa", CANARY + "\0", Metadata.empty());
        addLogin("user.example.com", "meepa\rpassword=x", CANARY, Metadata.empty());

        for (String host : List.of("lines", "nul", "user")) {
            Program.Result answer = piped("get", "protocol=https\nhost=" + host + ".example.com\n\n");
            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.output()).isEmpty();
            assertThat(answer.errors()).contains("line break or NUL").doesNotContain(CANARY);
        }
        assertThat(piped("get", "protocol=https\nhost=a\0b\n\n").errors()).contains("NUL");
        assertThat(piped("get", "no equals sign\n\n").exitCode()).isEqualTo(1);
    }

    @Test
    void handsNothingToAHostWithoutTlsUnlessAsked() throws Exception {
        addLogin("git.example.com", "meepa", CANARY, Metadata.empty());
        String request = "protocol=http\nhost=git.example.com\n\n";

        assertThat(piped("get", request).output()).isEmpty();
        assertThat(program(home.options("--allow-http", "get")).run(request).output())
                .contains(CANARY);
    }

    @Test
    void keepsALoginThatHoldsMore() throws Exception {
        store("meepa", CANARY);
        home.change(agent -> agent.replace(agent.get(Category.LOGIN, "git.example.com").toBuilder()
                .item("seed", Secret.of("JBSWY3DPEHPK3PXP"), ItemType.TOTP)
                .build()));

        Program.Result erased =
                piped("erase", "protocol=https\nhost=git.example.com\nusername=meepa\npassword=" + CANARY + "\n\n");

        assertThat(erased.exitCode()).isZero();
        assertThat(erased.errors()).contains("kept");
        assertThat(home.list()).hasSize(1);
    }

    @Test
    void doesNotReturnALoginThatIsNotUsable() throws Exception {
        home.change(agent -> agent.add(AgentCredential.login("git.example.com")
                .item("password", Secret.of(CANARY), ItemType.PASSWORD)
                .status(CredentialStatus.Settled.PENDING_SIGNUP)
                .build()));

        assertThat(piped("get", "protocol=https\nhost=git.example.com\n\n").output())
                .isEmpty();
    }

    @Test
    void takesAgentAndFilesFromVariablesAndServicesFromOptions() throws Exception {
        addToken("work-account", CANARY);

        Program.Result answer = program("--service", "GitHub.com=work-account", "get")
                .with(Map.of(
                        "MEEPA_AGENT", Home.AGENT,
                        "MEEPA_CONFIG", home.configuration().toString(),
                        "MEEPA_HOME", home.folder().toString()))
                .run("protocol=https\nhost=github.com\n\n");

        assertThat(answer.output()).contains(CANARY);
    }

    @Test
    void reportsInOneLineWhatIsMissing() throws Exception {
        Program.Result nobody = program("get").run("");
        Program.Result nowhere = program("--agent", "meepa", "--config", folder + "/none.yaml", "get")
                .run("");

        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.errors()).isEqualTo("name the agent with --agent or MEEPA_AGENT\n");
        assertThat(nowhere.exitCode()).isEqualTo(1);
        assertThat(nowhere.errors()).contains("none.yaml").hasLineCount(1);
    }

    private void addLogin(String service, String user, String password, Metadata metadata) {
        home.change(agent -> agent.add(AgentCredential.login(service)
                .item("username", Secret.of(user), ItemType.USERNAME)
                .item("password", Secret.of(password), ItemType.PASSWORD)
                .metadata(metadata)
                .build()));
    }

    private void store(String user, String password) {
        assertThat(stored(user, password)).isEqualTo(new Program.Result(0, "", ""));
    }

    private Program.Result stored(String user, String password) {
        try {
            return piped(
                    "store",
                    "protocol=https\nhost=git.example.com\nusername=" + user + "\npassword=" + password + "\n\n");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void addToken(String service, String token) {
        home.change(agent -> agent.add(AgentCredential.login(service)
                .item("token", Secret.of(token), ItemType.API_TOKEN)
                .build()));
    }

    private Program.Result piped(String operation, String request) throws Exception {
        return program(home.options(operation)).run(request);
    }

    private static Program program(String... arguments) {
        return Program.java(GitCredential.class, arguments);
    }

    /** Runs {@code git credential} with our launcher as its only credential program. */
    private Program.Result git(String operation, String request) throws Exception {
        assumeTrue(Program.present("git", "--version"), "needs the program git");
        Path launcher = Program.launcher(folder.resolve("git-credential-meepa"), GitCredential.class);
        String asked = launcher + " " + Program.quoted(List.of(home.options()));
        Program.Result result = Program.of(
                        "git", "-c", "credential.helper=", "-c", "credential.helper=" + asked, "credential", operation)
                .with(Map.of(
                        "GIT_TERMINAL_PROMPT", "0",
                        "GIT_ASKPASS", "true",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_NOSYSTEM", "1"))
                .run(request + "\n");
        assertThat(result.errors()).doesNotContain("is not a git command");
        return result;
    }

    private static List<String> names(List<CredentialSummary> logins) {
        return logins.stream().map(CredentialSummary::name).toList();
    }
}
