package io.meepa.credentials.store.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.meepa.credentials.model.AgentId;
import io.meepa.credentials.store.postgres.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentRowsTest {

    private final TestDatabase database = TestDatabase.withTables();

    @Test
    void findsTheVersionOfOneAgentAndOfSeveralAlike() {
        database.execute("insert into meepa.document (namespace, agent, version, write_id, body)"
                + " select 'gateway', name, 1, gen_random_uuid(), case when name = 'there' then '\\x00'::bytea end"
                + " from unnest(array['there', 'deleted']) as name");
        DocumentRows rows = new DocumentRows(database.database(), "gateway", TestDatabase.QUICK);
        AgentId there = AgentId.of("there");
        AgentId nowhere = AgentId.of("nowhere");

        assertThat(rows.version(there))
                .isPresent()
                .contains(rows.versions(List.of(there, nowhere)).get(there));
        assertThat(rows.version(nowhere)).isEmpty();
        assertThat(rows.version(AgentId.of("deleted"))).isEmpty();
        assertThat(new DocumentRows(database.database(), "other", TestDatabase.QUICK).version(there))
                .as("of another namespace")
                .isEmpty();
    }
}
