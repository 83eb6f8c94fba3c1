package io.meepa.examples.terminal.screen;

import io.meepa.credentials.model.AgentCredential;
import io.meepa.credentials.model.CredentialSummary;
import io.meepa.examples.terminal.output.Cells;
import io.meepa.examples.terminal.output.Condition;
import io.meepa.examples.terminal.output.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * Draws the screen: a title, the list, the details beside it or, where the window is narrow, below it, a message, the keys.
 *
 * @param palette the colours
 * @param size the window
 */
record Drawing(Palette palette, Size size) {

    private static final int WIDE = 90;
    private static final int STATE = 9;
    private static final String BAR = " | ";
    private static final List<String> HINTS = List.of(
            "? keys",
            "q quit",
            "/ filter",
            "r reveal",
            "c copy",
            "a add",
            "p provision",
            "t rotate",
            "s suspend",
            "o doctor");

    /**
     * What is shown.
     *
     * @param title the first line
     * @param selection the list
     * @param filtering whether the filter is being typed
     * @param revealed the chosen credential with its values, if they are to be seen
     * @param message what happened last
     */
    record Content(
            String title, Selection selection, boolean filtering, Optional<AgentCredential> revealed, String message) {}

    /** Returns exactly as many lines as the window has, none of them wider. */
    List<AttributedString> lines(Content content) {
        int width = size.getColumns();
        int body = Math.max(2, size.getRows() - 4);
        List<AttributedString> lines = new ArrayList<>();
        lines.add(new AttributedString(fitted(" " + content.title()), palette.title()));
        lines.add(plain(filterLine(content)));
        lines.addAll(width >= WIDE ? beside(content, body) : below(content, body));
        lines.add(plain(content.message()));
        lines.add(new AttributedString(fitted(hints(width)), AttributedStyle.DEFAULT.faint()));
        return lines.subList(0, Math.min(lines.size(), size.getRows()));
    }

    private static String filterLine(Content content) {
        String filter = content.selection().filter();
        if (content.filtering()) {
            return "/" + filter + "_";
        }
        return filter.isEmpty()
                ? ""
                : "/" + filter + "  (" + content.selection().shown().size() + " of "
                        + content.selection().all().size() + ")";
    }

    private List<AttributedString> beside(Content content, int height) {
        int left = size.getColumns() * 9 / 20;
        int right = size.getColumns() - left - BAR.length();
        List<AttributedString> list = list(content.selection(), left, height);
        List<AttributedString> detail = detail(content, right, height);
        List<AttributedString> lines = new ArrayList<>();
        for (int row = 0; row < height; row++) {
            AttributedStringBuilder line = new AttributedStringBuilder();
            line.append(row < list.size() ? list.get(row) : plain(" ".repeat(left)));
            line.append(BAR);
            lines.add(line.append(row < detail.size() ? detail.get(row) : AttributedString.EMPTY)
                    .toAttributedString());
        }
        return lines;
    }

    private List<AttributedString> below(Content content, int height) {
        int width = size.getColumns();
        int rows = Math.max(1, Math.min(content.selection().shown().size(), height / 2));
        List<AttributedString> lines = new ArrayList<>(list(content.selection(), width, rows));
        lines.add(plain("-".repeat(width)));
        lines.addAll(detail(content, width, Math.max(0, height - lines.size())));
        while (lines.size() < height) {
            lines.add(AttributedString.EMPTY);
        }
        return lines.subList(0, height);
    }

    /** The part of the list around the chosen one. */
    private List<AttributedString> list(Selection selection, int width, int height) {
        List<CredentialSummary> shown = selection.shown();
        if (shown.isEmpty()) {
            return List.of(plain(Cells.padded(
                    Cells.cut(selection.all().isEmpty() ? "nothing yet: a adds, p provisions" : "nothing fits", width),
                    width)));
        }
        int first = Math.max(0, Math.min(selection.index() - height / 2, shown.size() - height));
        List<AttributedString> lines = new ArrayList<>();
        for (int row = first; row < Math.min(shown.size(), first + height); row++) {
            lines.add(row(shown.get(row), row == selection.index(), width));
        }
        return lines;
    }

    private AttributedString row(CredentialSummary credential, boolean chosen, int width) {
        Condition condition = Condition.of(credential);
        String address = Plain.text(credential.category() + "/" + credential.service()
                + (credential.name().equals(credential.service()) ? "" : " " + credential.name()));
        int room = Math.max(1, width - STATE - 3);
        return new AttributedStringBuilder()
                .style(chosen ? palette.chosen() : AttributedStyle.DEFAULT)
                .append(chosen ? "> " : "  ")
                .append(Cells.padded(Cells.cut(address, room), room))
                .append(" ")
                .style(palette.of(condition))
                .append(Cells.padded(condition.text(), STATE))
                .toAttributedString();
    }

    private List<AttributedString> detail(Content content, int width, int height) {
        List<AttributedString> lines = content.selection()
                .chosen()
                .map(chosen -> DetailPane.lines(chosen, content.revealed(), palette, width))
                .orElse(List.of());
        if (lines.size() <= height) {
            return lines;
        }
        List<AttributedString> cut = new ArrayList<>(lines.subList(0, Math.max(0, height - 1)));
        cut.add(plain("…"));
        return cut;
    }

    /** As many as there is room for. */
    private static String hints(int width) {
        StringBuilder line = new StringBuilder();
        for (String hint : HINTS) {
            if (line.length() + hint.length() + 3 <= width) {
                line.append(line.isEmpty() ? " " : "  ").append(hint);
            }
        }
        return line.toString();
    }

    private AttributedString plain(String text) {
        return new AttributedString(Cells.cut(Plain.text(text), size.getColumns()));
    }

    private String fitted(String text) {
        return Cells.padded(Cells.cut(Plain.text(text), size.getColumns()), size.getColumns());
    }
}
