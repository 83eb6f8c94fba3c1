package io.meepa.examples.terminal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-902: tables fit the window, measured in cells")
class TableTest {

    private static final String LONG = "the limit upstream is 9999.00 a month and the configuration asks for 50.00;"
            + " reconcile with --apply puts it back";

    private final Listing credentials = new Listing(
                    "credentials", "category", "service", "name", "kind", "origin", "status", "items")
            .fact("agent", "meepa")
            .row("credit_card", "privacy_com", "Privacy.com", "managed", "operator_provided", "provisioned", "number")
            .row("login", "日本語のサービス", "名前", "own", "operator_provided", "existing", List.of("username", "token"))
            .row("email", "agentmail", "AgentMail", "managed", "agent_created", "failed: " + LONG, "address");

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 80, 120, 1000})
    void fitAndLoseNothing(int width) {
        List<String> lines = Table.lines(credentials, width);

        assertThat(lines).allSatisfy(line -> assertThat(Cells.width(line)).isLessThanOrEqualTo(width));
        String all = String.join("", lines).replaceAll("\\s", "");
        assertThat(all).contains("agentmeepa");
        if (width == 1000) {
            assertThat(all).contains("日本語のサービス", LONG.replaceAll("\\s", ""), "operator_provided");
        }
    }

    @Test
    void keepColumnsAtEightyAndGoRowByRowAtForty() {
        assertThat(Table.lines(credentials, 80)).anyMatch(line -> line.startsWith("CATEGORY"));
        assertThat(Table.lines(credentials, 40))
                .anyMatch(line -> line.startsWith("category  credit_card"))
                .noneMatch(line -> line.startsWith("CATEGORY"));
    }

    @Test
    void alignColumnsBehindWideCharacters() {
        Listing wide = new Listing("rows", "name", "kind").row("名前", "own").row("abcd", "own");

        List<String> lines = Table.lines(wide, 80);

        assertThat(lines).containsExactly("NAME  KIND", "名前  own", "abcd  own");
    }

    @Test
    void continueLongCellsBelow() {
        Listing listing = new Listing("rows", "a", "b").row("x", "one two three four");

        assertThat(Table.lines(listing, 12)).containsExactly("A  B", "x  one two", "   three", "   four");
    }
}
