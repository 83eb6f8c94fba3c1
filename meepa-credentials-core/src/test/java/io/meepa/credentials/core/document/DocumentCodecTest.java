package io.meepa.credentials.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.Category;
import io.meepa.credentials.model.CredentialKey;
import io.meepa.credentials.model.CredentialStatus;
import io.meepa.credentials.model.ItemType;
import io.meepa.credentials.model.Origin;
import io.meepa.credentials.model.Secret;
import io.meepa.credentials.report.Evidence;
import io.meepa.credentials.report.PendingOperation;
import io.meepa.credentials.spi.call.Tag;
import io.meepa.credentials.spi.call.UpstreamResource;
import io.meepa.credentials.spi.store.DocumentNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The document is the gateway's format, field for field. */
class DocumentCodecTest {

    private static final String SAMPLE = sample();

    private static String sample() {
        try (InputStream in = DocumentCodecTest.class.getResourceAsStream("gateway-credentials.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AgentDocument decode(String json) {
        return DocumentCodec.decode(Trees.parse(json));
    }

    private static String roundTrip(String json) {
        return Trees.print(DocumentCodec.encode(decode(json)));
    }

    private static String withCredential(String members) {
        return """
                {"credential_store":{"provider":"sops","item_id":"i","vault":"v","status":"provisioned"},
                 "credentials":[{%s}]}""".formatted(members);
    }

    private static final String LOGIN = """
            "category":"login","service":"github","name":"GitHub","origin":"operator_provided",
            "items":[{"key":"token","value":"ghp_xxx","item_type":"api_token"}],"status":"existing\"""";

    @Test
    @DisplayName("M-01, M-20…M-29: the gateway's sample survives load and save, byte for byte")
    void keepsTheGatewaysSample() {
        assertThat(roundTrip(SAMPLE)).isEqualTo(Trees.print(Trees.parse(SAMPLE)));
    }

    @Test
    @DisplayName("M-02, M-10, M-11a, M-26, M-27: the sample's fields arrive typed")
    void readsTheGatewaysSample() {
        AgentDocument document = decode(SAMPLE);
        assertThat(document.header().itemId()).isEqualTo("meepa-credentials");
        assertThat(document.header().vault()).isEqualTo("agents");
        assertThat(document.provisionedAt()).contains(Instant.parse("2025-07-01T09:00:00Z"));
        AgentCredential mail = document.matching(CredentialKey.of(Category.EMAIL, "agentmail"))
                .get(0)
                .credential();
        assertThat(mail.origin()).isEqualTo(Origin.OPERATOR_PROVIDED);
        assertThat(mail.managed()).isFalse();
        assertThat(mail.status()).isEqualTo(CredentialStatus.Settled.PROVISIONED);
        assertThat(mail.secret("address").reveal()).isEqualTo("agent-meepa@mg.example.com");
        assertThat(mail.items().get(1).type()).isEqualTo(ItemType.OTHER);
        AgentCredential card = document.entries().get(1).credential();
        assertThat(card.metadata().number("spend_limit")).contains(new BigDecimal(5000));
    }

    @Test
    @DisplayName("M-09b, M-26: unknown categories, item types, members and metadata are kept")
    void keepsWhatItDoesNotKnow() {
        String json = """
                {"credential_store":{"provider":"sops","item_id":"i","vault":"v","status":"provisioned","x":1},
                 "credentials":[{"category":"passport","service":"s","name":"n","origin":"agent_created",
                   "items":[{"key":"k","value":"v","item_type":"iris_scan","seen":true}],
                   "metadata":{"limit":1.50,"flag":true,"text":"t","deep":{"a":[1,null]}},
                   "status":"existing","colour":"blue"}],
                 "later":{"a":[]}}""";
        assertThat(roundTrip(json)).isEqualTo(Trees.print(Trees.parse(json)));
    }

    @Test
    @DisplayName("M-17: a failed status is an object with one key")
    void mapsAFailedStatus() {
        String json = withCredential(LOGIN.replace("\"existing\"", "{\"failed\":\"no quota\"}"));
        assertThat(decode(json).entries().get(0).credential().status())
                .isEqualTo(new CredentialStatus.Failed("no quota"));
        assertThat(roundTrip(json)).isEqualTo(Trees.print(Trees.parse(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"provisioned", "existing", "pending_manual", "pending_signup", "skipped"})
    @DisplayName("M-12…M-16: five statuses are plain strings")
    void mapsAPlainStatus(String status) {
        String json = withCredential(LOGIN.replace("existing", status));
        assertThat(roundTrip(json)).isEqualTo(Trees.print(Trees.parse(json)));
    }

    @ParameterizedTest
    @DisplayName("M-24: a missing field is an error that names index and field")
    @ValueSource(strings = {"category", "service", "name", "origin", "status"})
    void namesAMissingField(String field) {
        String json = withCredential(LOGIN.replace("\"" + field + "\"", "\"was_" + field + "\""));
        assertThatThrownBy(() -> decode(json))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("credentials[0]")
                .hasMessageContaining(field)
                .hasMessageNotContaining("ghp_xxx");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"operator_provided\" | \"nobody\" | credentials[0].origin",
                "\"existing\" | \"gone\" | credentials[0].status",
                "\"existing\" | {\"failed\":\"a\",\"x\":1} | credentials[0].status",
                "\"existing\" | 7 | credentials[0].status",
                "\"ghp_xxx\" | 7 | credentials[0].items[0].value",
                "\"existing\" | \"existing\",\"managed\":1 | credentials[0].managed",
                "\"login\" | \"\" | credentials[0]",
            })
    void namesAWrongField(String right, String wrong, String place) {
        String json = withCredential(LOGIN.replace(right, wrong));
        assertThatThrownBy(() -> decode(json))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining(place);
    }

    @Test
    @DisplayName("M-25: two items with one key are refused")
    void refusesDuplicateItemKeys() {
        String json = withCredential(LOGIN.replace(
                "\"items\":[", "\"items\":[{\"key\":\"token\",\"value\":\"b\",\"item_type\":\"other\"},"));
        assertThatThrownBy(() -> decode(json))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("credentials[0]")
                .hasMessageContaining("two items");
    }

    @Test
    @DisplayName("M-28: the time of provisioning parses with and without a fraction; anything else is an error")
    void readsTheTimeOfProvisioning() {
        String json = SAMPLE.replace("2025-07-01T09:00:00Z", "2025-07-01T09:00:00.123Z");
        assertThat(decode(json).provisionedAt()).contains(Instant.parse("2025-07-01T09:00:00.123Z"));
        assertThatThrownBy(() -> decode(SAMPLE.replace("2025-07-01T09:00:00Z", "yesterday")))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("provisioned_at");
    }

    @Test
    void keepsOperationsWithEverythingLearnt() {
        Operation operation = new Operation(
                        "op-1",
                        PendingOperation.Kind.CREATE,
                        Operation.State.OPEN,
                        Category.EMAIL,
                        "agentmail",
                        Operation.Details.of(new Tag("meepa.a.email.1"), Instant.EPOCH, "Email"),
                        Map.of())
                .reached(new UpstreamResource("inbox", "a@b"), Map.of("api_key", Secret.of("am_key")));
        AgentDocument document =
                AgentDocument.empty(StoreHeader.of("sops", "i", "v")).withOperation(operation);

        Operation read = DocumentCodec.decode(DocumentCodec.encode(document))
                .operations()
                .get(0);

        assertThat(read.id()).isEqualTo("op-1");
        assertThat(read.details().tag().text()).isEqualTo("meepa.a.email.1");
        assertThat(read.details().since()).isEqualTo(Instant.EPOCH);
        assertThat(read.details().resources()).isEqualTo(List.of(new UpstreamResource("inbox", "a@b")));
        assertThat(read.details().secrets())
                .hasEntrySatisfying(
                        "api_key", secret -> assertThat(secret.reveal()).isEqualTo("am_key"));
    }

    @Test
    @DisplayName("R17: an operation keeps what it is based on; one of an older version says that it is on record")
    void keepsWhatAnOperationIsBasedOn() {
        Evidence evidence = Evidence.absent(Instant.EPOCH, "GET box: 404")
                .and(Evidence.shown(Instant.EPOCH.plusSeconds(1), "list: another tag"))
                .and(Evidence.recorded(Instant.EPOCH.plusSeconds(2), "asked"))
                .onAccount("org-7");
        Operation based = operation(Operation.Details.of(new Tag("meepa.a.email.1"), Instant.EPOCH, "Email")
                .basedOn(evidence));
        Operation older = operation(Operation.Details.of(new Tag("meepa.a.email.1"), Instant.EPOCH, "Email"));

        assertThat(read(based).details().evidence()).contains(evidence);
        assertThat(read(older).details().evidence()).isEmpty();
        assertThat(read(older).evidence())
                .isEqualTo(Evidence.recorded(Instant.EPOCH, "read the record: to create email/agentmail"));
    }

    @Test
    @DisplayName("R7: evidence that only a newer version understands survives, and is none for this one")
    void keepsEvidenceOfANewerVersion() {
        DocumentNode newer = new DocumentNode.Fields(Map.of(
                "looks",
                new DocumentNode.Elements(List.of(new DocumentNode.Fields(
                        Map.of("kind", new DocumentNode.Text("heard"), "at", new DocumentNode.Text("yesterday")))))));
        Operation.Details details = Operation.Details.of(new Tag("meepa.a.email.1"), Instant.EPOCH, "Email");
        Operation operation = operation(new Operation.Details(
                details.tag(),
                details.since(),
                details.resources(),
                details.secrets(),
                details.items(),
                details.metadata(),
                details.metadataExtras(),
                details.name(),
                details.attempts(),
                details.evidence(),
                Map.of("evidence", newer)));

        assertThat(read(operation).details().evidence()).isEmpty();
        assertThat(read(operation).details().extras()).containsEntry("evidence", newer);
    }

    @Test
    @DisplayName("R17: an intent that cannot be undone is not opened without what it is based on")
    void opensNoFinalIntentWithoutEvidence() {
        CredentialKey key = CredentialKey.of(Category.EMAIL, "agentmail").named("Email");
        Operation.Details bare = Operation.Details.of(new Tag("meepa.a.email.1"), Instant.EPOCH, "Email");
        Evidence asked = Evidence.recorded(Instant.EPOCH, "asked");

        assertThat(List.of(
                        PendingOperation.Kind.CREATE,
                        PendingOperation.Kind.ROTATE,
                        PendingOperation.Kind.RETIRE,
                        PendingOperation.Kind.REVOKE))
                .allSatisfy(kind -> {
                    assertThatThrownBy(() -> Operation.open(kind, key, bare))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage("an intent to " + kind.wireName() + " needs evidence");
                    assertThat(Operation.open(kind, key, bare.basedOn(asked)).evidence())
                            .isEqualTo(asked);
                });
        assertThat(Operation.open(PendingOperation.Kind.SUSPEND, key, bare).kind())
                .isEqualTo(PendingOperation.Kind.SUSPEND);
    }

    private static Operation operation(Operation.Details details) {
        return new Operation(
                "op-1",
                PendingOperation.Kind.CREATE,
                Operation.State.OPEN,
                Category.EMAIL,
                "agentmail",
                details,
                Map.of());
    }

    private static Operation read(Operation operation) {
        AgentDocument document =
                AgentDocument.empty(StoreHeader.of("sops", "i", "v")).withOperation(operation);
        return DocumentCodec.decode(DocumentCodec.encode(document)).operations().get(0);
    }

    @Test
    @DisplayName("R7: metadata of a kind that we do not model survives in an operation too")
    void keepsWhatItDoesNotKnowOfAnOperation() {
        String json = """
                {"credentials":[],"operations":[{"id":"1","kind":"revoke","state":"open","category":"email",
                 "service":"s","details":{"tag":"t","since":"2025-07-01T09:00:00Z","name":"n",
                 "metadata":{"known":"k","deep":{"a":[1,null]}},"later":true},"also":"x"}]}""";

        AgentDocument read = decode(json);

        assertThat(read.operations().get(0).details().metadata().text("known")).contains("k");
        assertThat(DocumentCodec.decode(DocumentCodec.encode(read))
                        .operations()
                        .get(0)
                        .details()
                        .metadataExtras())
                .isEqualTo(read.operations().get(0).details().metadataExtras())
                .containsOnlyKeys("deep");
    }

    @Test
    @DisplayName("A newer version's operation is refused by name where it is unknown which slot to leave alone")
    void refusesAnOperationOfANewerVersionWithoutASlot() {
        String json = """
                {"credentials":[],"operations":[{"id":"1","kind":"merge","state":"open","category":"email",
                 "details":{"tag":"t","since":"2025-07-01T09:00:00Z","name":"n"}}]}""";
        assertThatThrownBy(() -> decode(json))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageContaining("operations[0].kind")
                .hasMessageContaining("newer version");
    }

    @ParameterizedTest
    @DisplayName(
            "An operation of a kind or state that a newer version wrote is kept member for member, and not misread")
    @CsvSource({"merge,open", "create,paused", "merge,paused"})
    void keepsAnOperationOfANewerVersion(String kind, String state) {
        String json = """
                {"operations":[{"id":"1","kind":"%s","state":"%s","category":"email","service":"s","ours":[1,2],
                 "details":{"form":"unheard of","since":"2025-07-01T09:00:00Z"}}]}""".formatted(kind, state);

        AgentDocument document = decode(json);

        assertThat(document.operations()).isEmpty();
        UnknownOperation operation = document.unknownOperations().get(0);
        assertThat(operation.kind()).isEqualTo(kind);
        assertThat(operation.since()).isEqualTo(Instant.parse("2025-07-01T09:00:00Z"));
        assertThat(operation.reason()).contains("newer version").contains(kind);
        assertThat(DocumentCodec.encode(document).members().get("operations"))
                .isEqualTo(new DocumentNode.Elements(List.of(operation.record())));
        assertThat(((DocumentNode.Fields) operation.record()).members().keySet())
                .containsExactly("id", "kind", "state", "category", "service", "ours", "details");
    }

    @ParameterizedTest
    @DisplayName("The model's refusals come out as the one typed error")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"tag\":\"t\" | \"tag\":\"T T\"",
                "\"email\" | \" \"",
                "\"other\" | \"\"",
                "\"key\":\"k\" | \"key\":\"\""
            })
    void namesAWrongOperation(String right, String wrong) {
        String json = """
                {"operations":[{"id":"1","kind":"create","state":"open","category":"email","service":"s","details":
                 {"tag":"t","since":"2025-07-01T09:00:00Z","name":"n",
                  "items":[{"key":"k","value":"ghp_xxx","item_type":"other"}]}}]}""";
        assertThat(decode(json).operations()).hasSize(1);
        assertThatThrownBy(() -> decode(json.replace(right, wrong)))
                .isInstanceOf(CorruptDocumentException.class)
                .hasMessageStartingWith("operations[0]: ")
                .hasMessageNotContaining("ghp_xxx");
    }

    @ParameterizedTest
    @DisplayName("Ten characters may spell a billion digits, and come back as they were")
    @ValueSource(strings = {"1e999999999", "1E-999999999", "1e2147483648", "1e256"})
    void keepsANumberThatIsTooLongToWriteOut(String number) {
        String json = withCredential(LOGIN + ",\"metadata\":{\"limit\":" + number + "}");
        AgentCredential credential = decode(json).entries().get(0).credential();

        assertThat(credential.metadata().values()).isEmpty();
        assertThat(roundTrip(json)).contains("\"limit\":" + number);
    }
}
