package io.meepa.examples.terminal.screen;

import io.meepa.credentials.model.CredentialSummary;
import io.meepa.examples.terminal.output.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What there is, what of it passes the filter, and which one is chosen.
 *
 * @param all the agent's credentials
 * @param filter what a credential's address, name or state must contain
 * @param index which of those shown is chosen
 */
record Selection(List<CredentialSummary> all, String filter, int index) {

    static Selection of(List<CredentialSummary> all) {
        return new Selection(List.copyOf(all), "", 0);
    }

    List<CredentialSummary> shown() {
        return all.stream().filter(this::passes).toList();
    }

    Optional<CredentialSummary> chosen() {
        List<CredentialSummary> shown = shown();
        return index < shown.size() ? Optional.of(shown.get(index)) : Optional.empty();
    }

    /** Stops at both ends. */
    Selection moved(long by) {
        long last = Math.max(0, shown().size() - 1);
        return new Selection(all, filter, (int) Math.max(0, Math.min(last, index + by)));
    }

    Selection filtered(String text) {
        return new Selection(all, text, 0);
    }

    /** Keeps the chosen one chosen where it is there still. */
    Selection with(List<CredentialSummary> now) {
        Selection renewed = new Selection(List.copyOf(now), filter, 0);
        List<CredentialSummary> shown = renewed.shown();
        return chosen().flatMap(before -> shown.stream()
                        .filter(after -> after.key().equals(before.key()))
                        .findFirst())
                .map(kept -> renewed.moved(shown.indexOf(kept)))
                .orElseGet(() -> renewed.moved(index));
    }

    private boolean passes(CredentialSummary credential) {
        String text = credential.category() + "/" + credential.service() + " " + credential.name() + " "
                + Condition.of(credential).text();
        return text.toLowerCase(Locale.ROOT).contains(filter.toLowerCase(Locale.ROOT));
    }
}
