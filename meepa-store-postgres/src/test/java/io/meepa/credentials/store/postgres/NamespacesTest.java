package io.meepa.credentials.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meepa.credentials.error.CorruptDocumentException;
import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.report.DoctorReport.Finding;
import io.meepa.credentials.sops.Identities;
import io.meepa.credentials.sops.SopsDocument;
import io.meepa.credentials.sops.tree.SopsLeaf;
import io.meepa.credentials.sops.tree.SopsPath;
import io.meepa.credentials.spi.store.Revision;
import io.meepa.credentials.spi.store.StoreSession;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two gateways with one key in one database: each keeps to its own rows, also when somebody copies them. */
class NamespacesTest {

    private static final AgentId MEEPA = AgentId.of("meepa");
    private static final SopsPath SEAL = SopsPath.of("seal");

    private final TestDatabase database = TestDatabase.withTables();
    private final TestKeys keys = TestKeys.make();
    private final TestStore store = new TestStore(keys);

    @BeforeEach
    void writesOneDocumentEach() {
        database.execute("insert into meepa.store (namespace) values ('elsewhere')");
        for (String namespace : List.of("gateway", "elsewhere")) {
            try (StoreSession session = open(namespace)) {
                session.write(MEEPA, TestStore.document("of " + namespace), Revision.ABSENT);
            }
        }
    }

    @Test
    void refusesARowThatWasCopiedFromAnotherNamespaceWithTheSameKey() {
        database.execute("""
                update meepa.document d set body = c.body, write_id = gen_random_uuid() from meepa.document c
                where d.namespace = 'gateway' and c.namespace = 'elsewhere'""");
        String before = database.query("select md5(body) || write_id from meepa.document where namespace = 'gateway'");
        Revision copied = new Revision(
                database.query("select version || '/' || write_id from meepa.document where namespace = 'gateway'"));

        try (StoreSession session = open("gateway")) {
            assertThatThrownBy(() -> session.read(MEEPA))
                    .isInstanceOf(CorruptDocumentException.class)
                    .hasMessageStartingWith(
                            "agent meepa: the row of namespace gateway in meepa.document: it is a document of"
                                    + " namespace elsewhere, not of gateway: put this namespace's own document back");
            assertThatThrownBy(() -> session.write(MEEPA, TestStore.document("x"), copied))
                    .isInstanceOf(CorruptDocumentException.class);
            assertThatThrownBy(() -> session.rekey(MEEPA)).isInstanceOf(CorruptDocumentException.class);
        }
        assertThat(database.query("select md5(body) || write_id from meepa.document where namespace = 'gateway'"))
                .isEqualTo(before);
        try (StoreSession session = open("elsewhere")) {
            assertThat(session.read(MEEPA)).isPresent();
        }
    }

    @Test
    void readsASealThatNamesNoNamespaceAndNamesItAtTheNextWrite() {
        sealAsEarlierVersionsDid();
        try (StoreSession session = open("gateway")) {
            var stored = session.read(MEEPA).orElseThrow();
            assertThat(TestStore.value(stored.content())).isEqualTo("of gateway");
            assertThat(codes(session)).contains("namespace-unsealed");

            session.write(MEEPA, stored.content(), stored.revision());
            assertThat(codes(session)).doesNotContain("namespace-unsealed");
        }
        assertThat(opened().find(SEAL).map(line -> ((SopsLeaf) line).reveal()).orElseThrow())
                .endsWith(" namespace=gateway");
    }

    @Test
    void namesTheNamespaceByANewDataKeyToo() {
        sealAsEarlierVersionsDid();
        try (StoreSession session = open("gateway")) {
            session.rekey(MEEPA);
            assertThat(codes(session)).doesNotContain("namespace-unsealed");
        }
    }

    private void sealAsEarlierVersionsDid() {
        SopsDocument document = opened();
        String line = ((SopsLeaf) document.find(SEAL).orElseThrow()).reveal().replace(" namespace=gateway", "");
        byte[] older = document.with(SEAL, SopsLeaf.text(line))
                .save(Instant.now(), document.macIv().orElseThrow());
        database.execute("update meepa.document set write_id = gen_random_uuid(), body = decode('"
                + HexFormat.of().formatHex(older) + "', 'hex') where namespace = 'gateway'");
    }

    private SopsDocument opened() {
        String hex = database.query("select encode(body, 'hex') from meepa.document where namespace = 'gateway'");
        byte[] identity = keys.identity().getBytes(StandardCharsets.UTF_8);
        return SopsDocument.open(HexFormat.of().parseHex(hex), Identities.parse(identity));
    }

    private static List<String> codes(StoreSession session) {
        return session.inspect(List.of(MEEPA)).stream().map(Finding::code).toList();
    }

    private StoreSession open(String namespace) {
        return store.open(database.source(), Map.of(), namespace);
    }
}
