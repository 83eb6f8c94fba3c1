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

/** By the JDK's own name service, fed from a file. Nothing is asked that is not this machine. */
@DisplayName("F-503: name services of real networks: translators, VPNs that make addresses up, split DNS")
final class NameServiceTest {

    private static final List<String> PRIVATE = List.of(
            "198.18.0.7", "10.20.30.40", "172.20.1.1", "192.168.7.7", "100.64.1.1", "64:ff9b::a00:1", "fd00::7");
    private static final List<String> NEVER = List.of(
            "127.0.0.1", "169.254.169.254", "64:ff9b::a9fe:a9fe", "64:ff9b::7f00:1", "fe80::1", "::1", "0.0.0.0");

    @TempDir
    private Path folder;

    @Test
    void theHostOfAProviderItselfIsAskedWhateverItsAddress() throws Exception {
        assertThat(made("built-in", List.of("127.0.0.1", "::1", "127.7.7.7")))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("ProviderUnavailableException: Some could not be asked to make it: ")
                        .doesNotContain("base_url")
                        .doesNotContain("resolve"));
    }

    @Test
    void aConfiguredHostWithAPrivateAddressIsRefusedAndTheSettingNamed() throws Exception {
        assertThat(made("configured", PRIVATE))
                .hasSize(PRIVATE.size())
                .allSatisfy(line -> assertThat(line)
                        .startsWith("ConfigurationException: credentials.email.some.base_url: the host ")
                        .contains("nothing was sent")
                        .contains("set credentials.email.some.allow_private_addresses: true"));
    }

    @Test
    void noSettingAllowsLoopbackAndCloudMetadata() throws Exception {
        assertThat(made("configured", NEVER, "allow_private_addresses=true"))
                .hasSize(NEVER.size())
                .allSatisfy(line -> assertThat(line)
                        .startsWith("ConfigurationException: ")
                        .contains("nothing was sent")
                        .doesNotContain("set credentials"));
    }

    @Test
    void aNameThatIsNotKnownIsSaidToBe() throws Exception {
        for (String whose : List.of("built-in", "configured")) {
            Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 other.example\n");
            assertThat(made(whose, hosts, "https://api.vendor.example"))
                    .singleElement()
                    .asString()
                    .startsWith("ProviderUnavailableException: ")
                    .contains("the host's name cannot be resolved");
        }
    }

    private List<String> made(String whose, List<String> addresses, String... settings) throws Exception {
        List<String> lines = new ArrayList<>();
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            lines.add(addresses.get(i) + " api" + i + ".vendor.example");
            urls.add("https://api" + i + ".vendor.example");
        }
        return made(whose, Files.write(folder.resolve("hosts"), lines), String.join(",", urls), settings);
    }

    private static List<String> made(String whose, Path hosts, String urls, String... settings) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(whose, urls));
        arguments.addAll(List.of(settings));
        List<String> options = List.of("-Djdk.net.hosts.file=" + hosts);
        return ChildJvm.run(options, Map.of(), CallProgram.class, arguments.toArray(String[]::new))
                .lines()
                .toList();
    }
}
