package io.meepa.examples.terminal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.examples.terminal.Home;
import io.meepa.examples.terminal.Program;
import io.meepa.examples.terminal.exit.ExitCode;
import io.meepa.verification.database.SharedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program in JVMs of its own, with documents in files and in a real database. */
class StoreCommandsTest {

    private static final String CANARY = "canary-store-1";

    /** Both stores look for the keys where the first agent of the file store has its own. */
    private static final String CONFIGURATION = """
            agents:
              - id: meepa
            credentials:
              credential_store:
                provider: %s
                sops:
                  key_command: ["cat", "%s"]
                postgres:
                  url: "%s"
                  user: postgres
                  create: true
                  key_command: ["cat", "%s"]
            """;

    @TempDir
    Path folder = Path.of("");

    private Home home = new Home(Path.of("."));
    private Path rows = Path.of("");

    @BeforeEach
    void keepsALoginInAFile() throws Exception {
        home = Home.in(folder);
        home.change(agent -> agent.add(AgentCredential.login("github")
                .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                .build()));
        Path key = home.document().resolveSibling("private-key.key");
        String url = SharedServer.server().url(SharedServer.newDatabase());
        Files.writeString(home.configuration(), CONFIGURATION.formatted("sops", key, url, key));
        rows = Files.writeString(folder.resolve("rows.yaml"), CONFIGURATION.formatted("postgres", key, url, key));
    }

    @Test
    void copiesToTheDatabaseAndExportsAndRekeysThere() throws Exception {
        Program.Result copied =
                run(home.configuration(), "store", "copy", "--from", "sops", "--to", "postgres", "--json");
        assertThat(copied.errors()).isEqualTo("{\"progress\":\"meepa: succeeded\"}\n");
        assertThat(copied.exitCode()).isZero();
        assertThat(copied.output()).contains("\"copied\" : 1", "\"complete\" : true");

        assertThat(run(rows, "meepa", "list").output()).contains("github");

        Path backup = folder.resolve("backup");
        assertThat(run(rows, "store", "export", backup.toString()).exitCode()).isZero();
        assertThat(backup.resolve("agents/meepa/credentials.json")).hasSameBinaryContentAs(home.document());

        Program.Result again = run(rows, "store", "import", backup.toString(), "--json");
        assertThat(again.output()).contains("\"same\" : 1");

        Program.Result plan = run(rows, "rekey", "--all", "--dry-run", "--json");
        assertThat(plan.output()).contains("\"documents\" : 1", "\"rekeyed\" : 0");
        assertThat(run(rows, "rekey", "--all").exitCode()).isZero();
        for (Program.Result result : List.of(copied, again, plan)) {
            assertThat(result.output() + result.errors()).doesNotContain(CANARY);
        }
    }

    @Test
    void endsWithOneWhereADocumentWasLeftAlone() throws Exception {
        Path backup = folder.resolve("backup");
        assertThat(run(home.configuration(), "store", "export", backup.toString())
                        .exitCode())
                .isZero();
        home.change(agent -> agent.add(AgentCredential.login("gitlab")
                .item("token", Secret.of(CANARY), ItemType.API_TOKEN)
                .build()));

        Program.Result result = run(home.configuration(), "store", "import", backup.toString());

        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(result.output()).contains("different");
    }

    @Test
    void explainsWrongUse() throws Exception {
        assertThat(run(home.configuration(), "store").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run(home.configuration(), "store", "copy", "--from", "sops", "--to", "sops")
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
        Program.Result unknown = run(home.configuration(), "store", "copy", "--from", "sops", "--to", "elsewhere");
        assertThat(unknown.exitCode()).isEqualTo(30);
        assertThat(unknown.errors()).contains("elsewhere");
        Program.Result nothing = run(
                home.configuration(),
                "store",
                "import",
                folder.resolve("nothing").toString());
        assertThat(nothing.exitCode()).isEqualTo(23);
        assertThat(nothing.errors()).contains("name the home of a file store");
    }

    private Program.Result run(Path configuration, String... arguments) throws Exception {
        String[] all = Stream.concat(
                        Stream.of(
                                "--config",
                                configuration.toString(),
                                "--home",
                                home.folder().toString()),
                        Stream.of(arguments))
                .toArray(String[]::new);
        return Program.java(Credentials.class, all).run("");
    }
}
