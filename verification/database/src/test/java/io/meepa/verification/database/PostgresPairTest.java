package io.meepa.verification.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresPairTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsWhatWasAcknowledgedOverTwoFailovers() throws SQLException {
        try (PostgresPair pair = PostgresPair.start(folder)) {
            pair.primary().execute("create table kept (id int)");
            for (int round = 1; round <= 2; round++) {
                pair.primary().execute("insert into kept values (" + round + ")");
                pair.failOver();
                assertThat(count(pair.url())).isEqualTo(round);
                pair.rejoin();
            }
        }
    }

    private static int count(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from kept")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
