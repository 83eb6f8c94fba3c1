package io.meepa.verification.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.meepa.credentials.core.masking.SecretMask;
import io.meepa.credentials.core.tool.AllowList;
import io.meepa.credentials.core.tool.GrantedEnvironment;
import io.meepa.credentials.core.tool.HandOverRules;
import io.meepa.credentials.core.tool.HandOverRules.Grant;
import io.meepa.credentials.core.tool.OrganisationKeys;
import io.meepa.credentials.core.tool.References;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.spi.store.DocumentNode;
import io.meepa.credentials.tool.CredentialReference;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.Event;
import jdk.jfr.Recording;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("F-05, R13: no sink shows a secret, in any form")
final class SecretSinkTest {

    @TestFactory
    Stream<DynamicTest> showNothing() {
        return Sinks.all().entrySet().stream()
                .flatMap(sink -> subjects().entrySet().stream()
                        .map(subject -> dynamicTest(
                                sink.getKey() + " of " + subject.getKey(),
                                () -> assertThat(Canary.formsIn(shown(sink.getValue(), subject.getValue())))
                                        .isEmpty())));
    }

    @TestFactory
    @DisplayName("each sink does show what is not a secret, so the test above can fail")
    Stream<DynamicTest> showWhatIsNotASecret() {
        return Sinks.all().entrySet().stream()
                .map(sink -> dynamicTest(
                        sink.getKey(),
                        () -> assertThat(Canary.formsIn(shown(sink.getValue(), new Careless(Canary.TEXT))))
                                .isNotEmpty()));
    }

    @Test
    void areMoreThanThirty() {
        assertThat(Sinks.all()).hasSizeGreaterThan(30);
    }

    @Test
    void findTheCanaryInEveryForm() {
        byte[] bytes = Canary.TEXT.getBytes(StandardCharsets.UTF_8);
        assertThat(Canary.formsIn(Canary.TEXT)).contains("raw");
        assertThat(Canary.formsIn(Canary.TEXT.getBytes(StandardCharsets.UTF_16LE)))
                .contains("raw");
        assertThat(Canary.formsIn(Base64.getEncoder()
                        .encodeToString(("ab" + Canary.TEXT + "c").getBytes(StandardCharsets.UTF_8))))
                .contains("base64 after 2");
        assertThat(Canary.formsIn(HexFormat.of().formatHex(bytes))).contains("hex");
        assertThat(Canary.formsIn(Arrays.toString(bytes))).contains("decimal, spaced");
        assertThat(Canary.formsIn(new StringBuilder(Canary.TEXT).reverse().toString()))
                .contains("reversed");
    }

    @Test
    void saysNothingByEqualityOrHash() {
        Set<Integer> hashes = new HashSet<>();
        for (int count = 0; count < 100; count++) {
            Secret secret = Secret.of(Canary.TEXT);
            assertThat(secret).isNotEqualTo(Secret.of(Canary.TEXT)).isEqualTo(secret);
            hashes.add(secret.hashCode());
        }
        assertThat(hashes).hasSizeGreaterThan(1);
    }

    @Test
    void leavesNothingInAFlightRecording(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording(Configuration.getConfiguration("profile"))) {
            recording.start();
            for (Object subject : subjects().values()) {
                new Noticed("" + subject).commit();
            }
            new Noticed("a control text").commit();
            useEverything(folder);
            recording.stop();
            recording.dump(file);
        }
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("a control text");
        assertThat(Canary.formsIn(Files.readAllBytes(file))).isEmpty();
    }

    @Test
    void leavesNothingInThreadNames(@TempDir Path folder) throws Exception {
        useEverything(folder);
        assertThat(Canary.formsIn(Thread.getAllStackTraces().keySet().toString()))
                .isEmpty();
    }

    private static void useEverything(Path folder) throws IOException {
        Secret secret = Secret.of(Canary.TEXT);
        int length = secret.withBytes(bytes -> bytes.length);
        assertThat(length).isPositive();
        assertThat(secret.matches(Secret.of(secret.reveal()))).isTrue();
        environment().writeFile(folder).close();
        ProcessBuilder child = new ProcessBuilder("/bin/true");
        environment().applyTo(child);
        if (Files.exists(Path.of("/bin/true"))) {
            child.start().onExit().join();
        }
        assertThat(environment().mask().apply(Canary.TEXT)).isEqualTo("***");
    }

    private static Map<String, Object> subjects() {
        Secret secret = Secret.of(Canary.TEXT);
        AgentCredential credential = credential(secret);
        Secret closed = Secret.of(Canary.TEXT);
        closed.close();
        Map<String, Object> subjects = new LinkedHashMap<>();
        subjects.put("a secret", secret);
        subjects.put("a closed secret", closed);
        subjects.put("an item", credential.items().get(0));
        subjects.put("a credential", credential);
        subjects.put("a builder", credential.toBuilder());
        subjects.put("a summary", credential.summary());
        subjects.put("a document node", new DocumentNode.Hidden(secret));
        subjects.put("an environment", environment());
        subjects.put("its variables", environment().variables());
        subjects.put("a mask", SecretMask.of(Map.of("it", secret)));
        subjects.put("a resolved reference", references().resolve("x cred:///login/github#token"));
        subjects.put("a resolver", references());
        subjects.put("a host's holder", new Sinks.Holder(credential));
        return subjects;
    }

    private static AgentCredential credential(Secret secret) {
        return AgentCredential.login("github")
                .item("token", secret, ItemType.API_TOKEN)
                .build();
    }

    private static GrantedEnvironment environment() {
        Grant grant = new Grant(CredentialKey.of(Category.LOGIN, "github"), "token", "GITHUB_TOKEN");
        HandOverRules rules = new HandOverRules(true, List.of(grant), Map.of(), OrganisationKeys.none());
        return GrantedEnvironment.of(List.of(credential(Secret.of(Canary.TEXT))), rules, name -> null);
    }

    private static References references() {
        AllowList allowed = new AllowList(Set.of(CredentialReference.parse("cred:///login/github#token")));
        return new References(AgentId.of("meepa"), allowed, agent -> List.of(credential(Secret.of(Canary.TEXT))));
    }

    private static String shown(Sinks.Sink sink, Object object) {
        try {
            return sink.show(object);
        } catch (Exception e) {
            return Sinks.trace(e);
        }
    }

    /**
     * What a host writes that does not know this library.
     *
     * @param password in clear
     */
    record Careless(String password) implements Serializable {}

    /** An event of a host. */
    private static final class Noticed extends Event {

        @SuppressWarnings("unused") // Read by the flight recorder.
        private final String what;

        Noticed(String what) {
            this.what = what;
        }
    }
}
