package io.meepa.credentials.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By the JDK's own name service, whose file changes between two looks. Nothing is connected to. */
@DisplayName("T-07: a name that changes its address between check and connection")
final class RebindingTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("within the JVM's cache the connection goes where the check looked")
    void keepsWhatWasChecked() throws Exception {
        assertThat(run("30")).containsExactly("checked", "then 93.184.215.14", "checked");
    }

    @Test
    @DisplayName("without a cache the next check finds the new address, and refuses it")
    void refusesWhatChanged() throws Exception {
        assertThat(run("0")).containsExactly("checked", "then 169.254.169.254", "refused: nothing was sent");
    }

    @Test
    @DisplayName(
            "a name that changes after the check leads to a service inside, which is asked nothing: it has no certificate"
                    + " of that name")
    void sendsNothingToWhatChangedAfterTheCheck() throws Exception {
        TestAuthority authority = new TestAuthority(folder).certify("inside", "inside.example.com", "-validity", "2");
        Path hosts = Files.writeString(folder.resolve("hosts"), "93.184.215.14 mcp.vendor.example\n");
        List<String> options = new ArrayList<>(authority.trustArguments());
        options.addAll(List.of("-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.ttl=0"));
        try (ScriptedServer inside = new ScriptedServer(authority.socket("inside"))) {
            inside.json(200, "{}");
            List<String> printed = ChildJvm.run(
                            options,
                            Map.of(),
                            RebindingCallProgram.class,
                            hosts.toString(),
                            String.valueOf(inside.port()))
                    .lines()
                    .toList();

            assertThat(printed).hasSize(2).startsWith("checked 93.184.215.14");
            assertThat(printed.get(1)).contains("certificate or TLS version is not acceptable");
            assertThat(inside.requests()).isEmpty();
        }
    }

    private List<String> run(String seconds) throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "93.184.215.14 mcp.vendor.example\n");
        return ChildJvm.run(
                        List.of("-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.ttl=" + seconds),
                        Map.of(),
                        RebindingProgram.class,
                        hosts.toString())
                .lines()
                .toList();
    }
}
