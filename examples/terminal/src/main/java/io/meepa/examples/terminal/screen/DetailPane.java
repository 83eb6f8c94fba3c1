package io.meepa.examples.terminal.screen;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.credentials.model.ItemSummary;
import io.meepa.credentials.model.MetadataValue;
import io.meepa.examples.terminal.output.Cells;
import io.meepa.examples.terminal.output.Condition;
import io.meepa.examples.terminal.output.Plain;
import io.meepa.examples.terminal.output.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** One credential in full: what it is, where it stands and why, its items by number, and what is worth knowing. */
final class DetailPane {

    private final CredentialSummary credential;
    private final Optional<AgentCredential> revealed;
    private final Palette palette;
    private final int width;
    private final List<AttributedString> lines = new ArrayList<>();

    private DetailPane(CredentialSummary credential, Optional<AgentCredential> revealed, Palette palette, int width) {
        this.credential = credential;
        this.revealed = revealed;
        this.palette = palette;
        this.width = Math.max(2, width);
    }

    static List<AttributedString> lines(
            CredentialSummary credential, Optional<AgentCredential> revealed, Palette palette, int width) {
        DetailPane pane = new DetailPane(credential, revealed, palette, width);
        pane.draw();
        return pane.lines;
    }

    private void draw() {
        Condition condition = Condition.of(credential);
        add(credential.category() + "/" + credential.service(), palette.chosen());
        if (!credential.name().equals(credential.service())) {
            add(credential.name(), AttributedStyle.DEFAULT);
        }
        add(condition.text() + ": " + credential.status(), palette.of(condition));
        add(Views.lower(credential.kind()) + ", " + credential.origin().wireName(), AttributedStyle.DEFAULT);
        add("", AttributedStyle.DEFAULT);
        List<ItemSummary> items = credential.items();
        for (int index = 0; index < items.size(); index++) {
            ItemSummary item = items.get(index);
            add(index + 1 + " " + item.key() + "  " + value(item), AttributedStyle.DEFAULT);
        }
        if (!credential.metadata().values().isEmpty()) {
            add("", AttributedStyle.DEFAULT);
        }
        credential
                .metadata()
                .values()
                .forEach((name, value) -> add(name + "  " + text(value), AttributedStyle.DEFAULT));
    }

    private String value(ItemSummary item) {
        return item.shownValue()
                .or(() -> revealed.flatMap(found -> found.item(item.key()))
                        .map(found -> found.value().reveal()))
                .orElse(Views.MASKED);
    }

    private static String text(MetadataValue value) {
        return String.valueOf(Views.text(value));
    }

    private void add(String text, AttributedStyle style) {
        for (String line : Cells.wrapped(Plain.text(text), width)) {
            lines.add(new AttributedString(line, style));
        }
    }
}
