package io.meepa.verification.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every home that an earlier build left, in whatever state: this build opens it, shows the same, and ends what was open. */
class MigrationFixturesTest {

    @TempDir
    Path folder;

    static Stream<Fixture> homes() throws IOException {
        return Fixture.under("homes");
    }

    /** The first read of an old identity file encrypts it, so that looking is not without a trace there. */
    static Stream<Fixture> homesWithADocument() throws IOException {
        return homes().filter(fixture -> fixture.has("decrypted.json"));
    }

    static Stream<Fixture> homesWithATrail() throws IOException {
        return homes().filter(fixture -> fixture.has("home/audit"));
    }

    @ParameterizedTest
    @MethodSource("homes")
    void showsWhatWasWritten(Fixture fixture) throws IOException {
        assertThat(new Course(fixture, folder).seen())
                .isEqualTo(fixture.json("expected.json").path("seen"));
    }

    @ParameterizedTest
    @MethodSource("homes")
    void returnsEveryValue(Fixture fixture) throws IOException {
        try (Build build = new Course(fixture, folder).open()) {
            assertThat(build.values()).isEqualTo(fixture.json("expected.json").path("values"));
        }
    }

    @ParameterizedTest
    @MethodSource("homesWithADocument")
    void changesNoByteByLooking(Fixture fixture) throws IOException {
        Course course = new Course(fixture, folder);
        Map<String, String> before = Fixture.bytes(course.home());

        course.seen();

        assertThat(Fixture.bytes(course.home())).isEqualTo(before);
    }

    /** Nothing twice, nothing forgotten: the calls, and what the service holds afterwards, are those of the build then. */
    @ParameterizedTest
    @MethodSource("homes")
    void endsWhatWasOpen(Fixture fixture) throws IOException {
        JsonNode expected = fixture.json("expected.json").path("finished");

        ObjectNode course = new Course(fixture, folder).take(fixture.steps());

        assertThat(course).isEqualTo(withRecipients(expected, fixture));
    }

    /** From any state. The calls say which ids each revocation named. */
    @ParameterizedTest
    @MethodSource("homes")
    void takesEverythingBack(Fixture fixture) throws IOException {
        JsonNode expected = fixture.json("expected.json").path("deprovisioned");

        ObjectNode course = new Course(fixture, folder).take(List.of("deprovision"));

        assertThat(course).isEqualTo(withRecipients(expected, fixture));
    }

    @ParameterizedTest
    @MethodSource("homesWithATrail")
    void keepsTheAuditTrailSound(Fixture fixture) throws IOException {
        JsonNode expected = fixture.json("expected.json").path("audit");
        Course course = new Course(fixture, folder);
        try (Build build = course.open()) {
            assertThat(build.audit()).hasToString(expected.toString());
        }

        course.take(fixture.steps());

        try (Build build = course.open()) {
            ObjectNode after = build.audit();
            assertThat(after.path("sound").asBoolean()).isTrue();
            assertThat(after.path("last").asLong())
                    .isGreaterThan(expected.path("last").asLong());
        }
    }

    @ParameterizedTest
    @MethodSource("homes")
    void isDecryptedByTheRealSopsBeforeAndAfter(Fixture fixture) throws IOException, InterruptedException {
        RealSops sops = RealSops.require();
        Course course = new Course(fixture, folder);
        Path document = Fixture.document(course.home());
        Set<String> before = Set.of();
        if (fixture.has("decrypted.json")) {
            before = unknown(fixture.json("decrypted.json"));
            assertThat(sops.decrypt(document, Fixture.key(course.home()))).isEqualTo(fixture.json("decrypted.json"));
        }

        ObjectNode after = course.take(fixture.steps());

        if (Files.exists(document)) {
            JsonNode decrypted = sops.decrypt(document, Fixture.key(course.home()));
            assertThat(decrypted.path("credentials")).hasSameSizeAs(after.path("listed"));
            assertThat(decrypted.path("operations")).hasSameSizeAs(after.path("pending"));
            assertThat(unknown(decrypted)).containsAll(before);
        }
    }

    /** Members that no build knows, but for those of operations, which end. */
    private static Set<String> unknown(JsonNode document) {
        Set<String> names = new TreeSet<>();
        for (String part : List.of("credential_store", "credentials")) {
            namesIn(document.path(part), names);
        }
        document.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> !name.startsWith("unknown_"));
        return names;
    }

    private static void namesIn(JsonNode node, Set<String> names) {
        node.fieldNames().forEachRemaining(names::add);
        node.forEach(child -> namesIn(child, names));
    }

    /**
     * The build of then wrote no recipients into its seal, so that nothing proves that a recipient whom the configuration does
     * not name was ours: it is reported, and the next write drops it. What the present build wrote keeps it.
     */
    @Test
    void dropsARecipientThatNeitherConfigurationNorSealNames() throws IOException {
        Fixture fixture = new Fixture(Fixture.ALL.resolve("homes").resolve("two-recipients-one-configured"));
        Course course = new Course(fixture, folder);
        List<String> before = Fixture.recipients(course.home());
        assertThat(before).hasSize(2);
        assertThat(course.findings()).contains("foreign-recipients");

        course.take(fixture.steps());

        assertThat(Fixture.recipients(course.home())).containsExactly(before.get(0));
        assertThat(course.findings()).doesNotContain("foreign-recipients", "kept-recipients");
    }

    /** Says whom a document is for where the fixture does not: for the agent's own key, which stands first. */
    private static JsonNode withRecipients(JsonNode expected, Fixture fixture) throws IOException {
        if (expected.has("recipients")) {
            return expected;
        }
        ObjectNode whole = expected.deepCopy();
        whole.putArray("recipients")
                .add(Fixture.recipients(fixture.folder().resolve("home")).get(0));
        return whole;
    }
}
