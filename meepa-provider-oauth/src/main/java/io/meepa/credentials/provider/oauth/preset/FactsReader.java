package io.meepa.credentials.provider.oauth.preset;

import io.meepa.credentials.provider.oauth.preset.rules.Fact;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Reads where a preset's contents come from. */
final class FactsReader {

    private FactsReader() {}

    static List<Fact> read(PresetSection root) {
        List<Fact> facts =
                root.sections("facts").stream().map(FactsReader::fact).toList();
        if (facts.isEmpty()) {
            throw root.wrong("/facts", "must say where the preset comes from");
        }
        return facts;
    }

    private static Fact fact(PresetSection section) {
        List<String> of = section.texts("of");
        if (of.isEmpty() || !of.stream().allMatch(pointer -> pointer.matches("(/[A-Za-z0-9_$~-]+)+"))) {
            throw section.wrong("/of", "must hold JSON pointers into the preset");
        }
        return new Fact(of, section.text("source"), date(section), section.choice("mark", Fact.Mark.class));
    }

    private static LocalDate date(PresetSection section) {
        try {
            return LocalDate.parse(section.text("date"));
        } catch (DateTimeParseException e) {
            throw section.wrong("/date", "must be a date, 2026-11-29 for instance");
        }
    }
}
